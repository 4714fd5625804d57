"""What cannot be taken in as past minutes, and for each kind of file the sentence that says what to do instead."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.bare import apart
from common.filing import files
from meetings.unpacking.answers import Unreadable, told_of

INSTEAD = {
    ".doc": gettext_lazy(
        "This is a Word document of the old kind. Please open it in Word, choose “Save as” and the kind “Word document "
        "(.docx)”, and send the new file."
    ),
    ".docm": gettext_lazy(
        "This document may hold macros, which are programs. Please open it in Word, choose “Save as” and the kind "
        "“Word "
        "document (.docx)”, and send the new file."
    ),
    ".odt": gettext_lazy(
        "This is a document of LibreOffice. Please open it there, choose “Save as” and the kind “Word 2010–365 "
        "Document "
        "(.docx)”, and send the new file."
    ),
    ".pdf": gettext_lazy(
        "This is no Word document but a PDF, which has lost what is a title and what is a list. Please send the "
        "document "
        "that it was made from, or open it, copy all of its text and paste it here."
    ),
    ".rtf": gettext_lazy(
        "This is a document in rich text (.rtf). Please open it in Word, choose “Save as” and the kind “Word document "
        "(.docx)”, and send the new file."
    ),
    ".txt": gettext_lazy("This is plain text. Please open it, copy all of it and paste it here."),
}
ALIKE = {".dot": ".doc", ".dotm": ".docm", ".ott": ".odt", ".fodt": ".odt", ".wps": ".doc", ".md": ".txt"}


def word_in(file):
    """Return the WordText of an uploaded file; raises ValidationError with what to do where it cannot be taken."""
    suffix = files.suffix_of(file.name)
    if suffix != ".docx":
        other = _("This is no Word document of today’s kind. Please save it as .docx, or paste its text.")
        raise ValidationError(INSTEAD.get(ALIKE.get(suffix, suffix), other))
    _refuse_by_size_and_lock(file)
    try:
        files.check(file)
    except files.Refused:
        raise ValidationError(_why_refused(file)) from None
    file.seek(0)
    try:
        return told_of(apart.run("meetings.unpacking.word.told", file.read()))
    except (Unreadable, apart.Exceeded):
        raise ValidationError(
            _(
                "Word itself may open this document, but it cannot be read here. Please copy all of its text and "
                "paste it."
            )
        ) from None


def _refuse_by_size_and_lock(file) -> None:
    if file.size > files.settings.MAX_UPLOAD:
        facts = {"size": files.size_in_words(file.size), "limit": files.limit()}
        raise ValidationError(
            _(
                "This document has %(size)s; %(limit)s can be taken. Its pictures are not needed here: please open it, "
                "copy all of its text and paste it."
            )
            % facts
        )
    if not file.size:
        raise ValidationError(_("This file is empty."))
    file.seek(0)
    if file.read(len(files.OLD_OFFICE)) == files.OLD_OFFICE:
        raise ValidationError(
            _(
                "This document is locked with a password, or it is of the old kind with a new name. Please open it "
                "in Word, "
                "take the password away (File, Info, Protect Document), save it as a “Word document (.docx)”, and "
                "send that."
            )
        )


def _why_refused(file):
    """Return what to do about a document that the check of all uploads refused."""
    file.seek(0)
    if b"vbaProject" in file.read():
        return INSTEAD[".docm"]
    return _(
        "This document is damaged, or unpacks to far more than it should, so it is not opened. Please open it in "
        "Word, save "
        "it as a new “Word document (.docx)”, and send that; or copy all of its text and paste it."
    )
