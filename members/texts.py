"""The texts about the Forum itself that come to the translation desk. Names of people and bodies are as these write
them, and what somebody says of themselves is theirs.
"""

from django.db.models import Q
from django.utils.translation import gettext as _

from members import access
from members.letters import mailings
from members.models import Area, Identity, Interest, Mailing, MembershipRules, Office, Page
from members.translating.texts import Texts

IN_ADMIN = {
    Interest: "admin:members_interest_change",
    Office: "admin:members_office_change",
    Page: "admin:members_page_change",
}


def texts(reader) -> list[Texts]:
    """Return the tables of this app whose texts somebody may translate."""
    if not access.keeps_the_record(reader):
        return []
    return [
        Texts(rows=Mailing.objects.visible_to(reader), open=Q(sent_at=None), against=_against, save=_save_letter),
        Texts(rows=Identity.objects.all()),
        Texts(rows=Area.objects.all()),
        Texts(rows=MembershipRules.objects.all()),
        *(kept_in_admin(model, reader, page) for model, page in IN_ADMIN.items() if may_change(reader, model)),
    ]


def may_change(reader, model) -> bool:
    """Whether somebody may change the rows of a table in the admin."""
    return reader.is_staff and reader.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}")


def kept_in_admin(model, reader, page) -> Texts:
    """Return the texts of a table that is kept in the admin alone."""
    return Texts(rows=model._default_manager.all(), elsewhere=page)


def _against(mailing) -> str:
    return _("This letter has been sent, and stands as it is.") if mailing.sent_at else ""


def _save_letter(*, form, by) -> bool:
    return mailings.save(form=form)
