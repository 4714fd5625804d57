"""Documents of Office and OpenDocument without their authors' names and the like; their titles stay.

Run apart (`common/bare/apart.py`), because files are strangers'.
"""

import io
import re
import zipfile
from contextlib import suppress
from pathlib import PurePath

from lxml import etree

from common.bare import PICTURES
from common.bare.pictures import Unreadable, picture

DEEPEST = 2  # documents in documents
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
TITLE = "{http://purl.org/dc/elements/1.1/}title"
KINDS = {"coreproperties", "extendedproperties", "customproperties"}  # as relations of a document call them
USUAL = {"docProps/core.xml", "docProps/app.xml", "docProps/custom.xml", "meta.xml"}
# Whose account wrote a note, and the folder on whose machine a workbook was kept.
ACCOUNTS = re.compile(rb"<w15:presenceInfo\b[^>]*/>")
FOLDER = re.compile(rb"(<x15ac:absPath\b[^>]*?\burl=)(\"[^\"]*\"|'[^']*')")
DOCUMENTS = {".docx", ".pptx", ".xlsx", ".odt", ".odp", ".ods"}


def bare(data: bytes, depth: int = 0) -> bytes:
    """Return a zipped document without what it tells of its makers."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(file, "w") as copy:
        properties = USUAL | _properties(archive)
        for entry in archive.infolist():
            fresh = zipfile.ZipInfo(entry.filename)  # without its date and its maker's machine
            fresh.compress_type = zipfile.ZIP_STORED if not entry.compress_type else zipfile.ZIP_DEFLATED
            copy.writestr(fresh, _bare(entry.filename, archive.read(entry), properties, depth))
    return file.getvalue()


def _properties(archive) -> set:
    """Return the names of the entries that a document of Office names as its properties."""
    if "_rels/.rels" not in archive.namelist():
        return set()
    relations = etree.fromstring(archive.read("_rels/.rels"), PARSER).iter("{*}Relationship")
    return {
        relation.get("Target", "").lstrip("/")
        for relation in relations
        if relation.get("Type", "").rsplit("/", 1)[-1].lower().replace("-", "") in KINDS
    }


def _bare(name, data, properties, depth) -> bytes:
    """Return an entry as it is kept; a picture or a document in it that cannot be read stays as it is."""
    suffix = PurePath(name).suffix.lower()
    if name in properties:
        return _emptied(data)
    if suffix == ".xml":
        return FOLDER.sub(rb'\1""', ACCOUNTS.sub(b"", data))
    with suppress(Unreadable, zipfile.BadZipFile, etree.XMLSyntaxError):
        if suffix in PICTURES:
            return picture(data).data
        if suffix in DOCUMENTS and depth < DEEPEST:
            return bare(data, depth + 1)
    return data


def _emptied(data) -> bytes:
    """Return a document's properties with nothing but its title in them."""
    root = etree.fromstring(data, PARSER)
    holder = root[0] if root.tag.endswith("document-meta") and len(root) else root
    for one in list(holder):
        if one.tag != TITLE:
            holder.remove(one)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
