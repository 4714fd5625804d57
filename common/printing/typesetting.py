"""Setting our own pages as accessible PDF; all words go in as data, none as markup."""

import json
from pathlib import Path

import typst

SOURCES = Path(__file__).parents[2] / "meetings" / "papers" / "typst"


def form_of_pages():
    """Return what our pages are set by, as bytes: when it changes, they are to be set anew."""
    return b"".join(path.read_bytes() for path in sorted(SOURCES.glob("*.typ")))


def typeset(name, page):
    """Return the pages of one of our sources ("minutes", "pack"), filled with plain data, as PDF/UA-1.

    Where somebody used letters that our typeface has not, it is a tagged PDF without that claim.
    """
    facts = {"sys_inputs": {"data": json.dumps(page)}, "root": SOURCES, "ignore_system_fonts": True}
    try:
        return typst.compile(SOURCES / f"{name}.typ", pdf_standards="ua-1", **facts)
    except typst.TypstError:
        return typst.compile(SOURCES / f"{name}.typ", **facts)
