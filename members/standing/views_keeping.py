"""The page of who keeps the membership: each of their tools with what it is for, and where something waits."""

from dataclasses import dataclass

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members import access
from members.entry import hide_unless
from members.models import Application, Complaint, Enquiry, Letter, LostFactor, MembershipRules


@dataclass(frozen=True)
class Tool:
    """One page of who keeps the membership; `waiting` is how many things there wait for an answer."""

    label: str
    route: str
    purpose: str
    waiting: int = 0

    @property
    def url(self):
        return reverse(f"members:{self.route}")


def tools(person):
    """Return the Tools of a person who keeps the record."""
    waiting = {
        "applications": Application.objects.visible_to(person).waiting(),
        "letters": Letter.objects.visible_to(person).stopped(),
        "complaints": Complaint.objects.visible_to(person).filter(closed_at=None),
        "enquiries": Enquiry.objects.visible_to(person).filter(answered_at=None, closed_at=None),
        "lost_factors_all": LostFactor.objects.visible_to(person).open(),
    }
    shown = [
        (_("Who we are"), "identity", _("The Forum’s names, the address that people write to, its colour.")),
        (_("Applications"), "applications", _("Who asks to join.")),
        (_("Invitations"), "invites", _("Ask people to join, one or a whole list.")),
        (_("Membership"), "membership_rules", _("The Forum’s rules: partners, associates, how people join and renew.")),
        (_("Renewals"), "renewals_open", _("Who has not said yet that they stay.")),
        (_("Contacts"), "stakeholders", _("People elsewhere whom the Forum knows, what was said, and the next step.")),
        (_("Enquiries"), "enquiries", _("Who thinks of a social co-op near them, and who answers where.")),
        (_("Spreadsheets"), "imports", _("Read in people and organisations from a file, or take them out.")),
        (_("Letters"), "letters", _("What could not be sent, and promotional letters.")),
        (_("Complaints"), "complaints", _("What somebody is not content with, to be answered within a month.")),
        (_("Lost second factors"), "lost_factors_all", _("Two people together remove one.")),
    ]
    unused = set() if MembershipRules.now().has_renewals else {"renewals_open"}
    return [Tool(*row, waiting[row[1]].count() if row[1] in waiting else 0) for row in shown if row[1] not in unused]


@require_safe
def keeping(request):
    """The tools of who keeps the membership."""
    hide_unless(request, access.keeps_the_record(request.user))
    return render(request, "members/standing/keeping.html", {"tools": tools(request.user)})
