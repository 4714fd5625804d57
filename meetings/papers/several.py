"""Several files at once as papers of an item: called by the names of their files, both languages of one together."""

import re
from dataclasses import dataclass, field

from django.db import transaction

from common.both_languages import reading_language
from common.filing import files
from meetings.models import Paper
from meetings.papers import papers
from meetings.papers.papers import Upload

SAID = {"en": "en|eng|english|saesneg", "cy": "cy|cym|cymraeg|welsh"}
LANGUAGE = {code: re.compile(rf"[\s._-]+\(?(?:{words})\)?$", re.IGNORECASE) for code, words in SAID.items()}
BEFORE = re.compile(r"^(?:(?:agenda |paper |item |eitem |papur )\s*)?\d{1,2}[a-z]?(?:[\s.):-]+)(?=\D)", re.IGNORECASE)
BEHIND = re.compile(r"(?:[\s._-]+(?:v\d+(?:\.\d+)*|final|terfynol|copy|copi)|\s*\(\d+\))$", re.IGNORECASE)
LONGEST = 200


def told_by(name) -> tuple[str, str | None]:
    """Return the title that the name of a file tells, tidied, and the language that it says it is in, or None.

    "04_Budget-report_final_cy.pdf" is "Budget report", in Welsh. What is behind or before, and no part of a title: the
    item's number, the version, the language.
    """
    stem = files.title_of(name)
    title, language = stem, None
    while True:
        bare = BEHIND.sub("", title)
        for code, mark in LANGUAGE.items():
            if language is None and mark.search(bare):
                bare, language = mark.sub("", bare), code
        if bare == title:
            break
        title = bare
    title = BEFORE.sub("", title).strip(" .-") or stem
    if " " not in title:
        title = title.replace("-", " ")
    return (title[:1].upper() + title[1:])[:LONGEST], language


@dataclass
class Bundle:
    """One paper that is to be: its title, and its files by language."""

    title: str
    sides: dict = field(default_factory=dict)


def bundles_of(sent) -> list[Bundle]:
    """Return the Bundles that checked files make, in their order; a file that says no language is in that of the page,
    or in the other, where the page's is taken by one of the same name.
    """
    found: list[Bundle] = []
    for file in sent:
        title, said = told_by(file.name)
        language = said or reading_language()
        same = (one for one in found if one.title.casefold() == title.casefold() and language not in one.sides)
        bundle = next(same, None)
        if bundle is None:
            bundle = Bundle(title)
            found.append(bundle)
        bundle.sides[language] = file
    return found


@transaction.atomic
def add_papers(*, item, sent, by) -> list[Paper]:
    """Make papers of checked files below an item, all of them or none, and return them; raises IllegalChange once the
    minutes are confirmed, and `stored.NoRoom` where the disk is full.
    """
    made = []
    for bundle in bundles_of(sent):
        titles = {f"title_{language}": bundle.title for language in bundle.sides}
        uploads = [Upload(language, file, file.content_type) for language, file in bundle.sides.items()]
        made.append(papers.add_paper(paper=Paper(item=item, **titles), uploads=uploads, by=by))
    return made
