"""Secret words in what is not for everybody beyond the scenes: papers, ballots, feedback, drafts, what people told the
administrator.

`planted` gives {secret: the roles that may read it}, and `IDS` the rows that somebody might ask for, by the start of
the address.
"""

from dataclasses import dataclass

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.utils import timezone

from library import annual, versions
from library.models import Document, DocumentVersion
from meetings.balloting import ballots
from meetings.models import Ballot, Correction, Declaration, Feedback, Invitation, MinutesImport, Paper, Proposal
from meetings.papers import papers, reading
from members.letters import preferences
from members.models import (
    Application,
    Area,
    Complaint,
    ContactNote,
    Enquiry,
    ImportRun,
    Invite,
    Network,
    NetworkContact,
    Organisation,
    RegisteredInterest,
    Stakeholder,
)
from tests.access_table import INSIDE, KEEPERS, NOT_PARTNERS
from tests.cast import wall_clock
from tests.files import a_pdf
from tests.rooms import both, secret

HIDDEN_SCENES = (
    "planned shared private", "planned unshared private", "published shared private", "published unshared private",
    "draft shared private", "draft unshared private", "circulated shared private", "circulated unshared private",
    "confirmed shared private", "confirmed unshared private",
)  # fmt: skip


@dataclass(frozen=True)
class Planted:
    """`words` are {secret: roles}; `rows` are {start of the address: primary keys} of what somebody might ask for by
    hand.

    `told_of` are {name of a kind: primary keys} of things that have a history.
    """

    words: dict
    rows: dict
    told_of: dict


def a_paper(item, name, cast, **facts):
    """Return a paper of an item, its secret in the title and in a text that is handed out and bound."""
    word = secret("planted", name)
    upload = papers.Upload("en", ContentFile(a_pdf(f"Bound {word}"), name=f"{word}.pdf"), "application/pdf")
    return papers.add_paper(
        paper=Paper(item=item, **both("title", word), **facts), uploads=[upload], by=cast.administrator
    )


def papers_of(world):
    """Add papers: shared, among members, under a reserved item, and of a draft agenda."""
    published, planned = world.scenes["published shared private"], world.scenes["planned shared private"]
    reserved = published.meeting.items.get(reserved=True)
    return {
        "paper shared": (a_paper(published.item, "paper shared", world.cast), INSIDE),
        "paper members": (
            a_paper(published.item, "paper members", world.cast, shared_with_partners=False),
            NOT_PARTNERS,
        ),
        "paper reserved": (a_paper(reserved, "paper reserved", world.cast), NOT_PARTNERS),
        "paper draft": (a_paper(planned.item, "paper draft", world.cast), KEEPERS),
    }


def told(world):
    """Add what somebody told the record keepers, or them and nobody else."""
    cast, word = world.cast, lambda name: secret("planted", name)
    who = {"name": "Somebody", "email": "somebody@forum.example"}
    application = Application.objects.create(**who, language="en", why=word("application"))
    stakeholder = Stakeholder.objects.create(name=word("stakeholder"), next_step=word("stakeholder"))
    ContactNote.objects.create(stakeholder=stakeholder, by=cast.chair, text=word("note"))
    network = Network.objects.create(organisation=Organisation.objects.create(name_en="Net"), next_step=word("network"))
    NetworkContact.objects.create(network=network, by=cast.chair, text=word("contact"))
    problem = {"line": 2, "name": word("import"), "why": "No address"}
    proposal = Proposal.objects.create(proposer=cast.convenor, title=word("proposal"), text=word("proposal"))
    circulated = world.scenes["circulated shared private"]
    correction = Correction.objects.create(
        paragraph=circulated.paragraph, proposer=cast.convenor, text=f"<p>{word('correction')}</p>"
    )
    return {
        "application": (application, KEEPERS),
        "enquiry": (Enquiry.objects.create(**who, area="mid", text=word("enquiry")), KEEPERS),
        "complaint": (Complaint.objects.create(**who, text=word("complaint")), KEEPERS),
        "stakeholder": (stakeholder, KEEPERS),
        "note": (stakeholder, KEEPERS),
        "network": (network, INSIDE),
        "contact": (network, INSIDE),
        "import": (
            ImportRun.objects.create(kind="people", file_name="people.csv", problems=[problem], made_by=cast.chair),
            KEEPERS,
        ),
        "texts in": (
            ImportRun.objects.create(kind="translations", file_name=f"{word('texts in')}.xlsx", made_by=cast.chair),
            KEEPERS,
        ),
        "invite": (
            Invite.objects.create(
                name=word("invite"), email="in@forum.example", invited_by=cast.chair, expires_at=wall_clock(9)
            ),
            KEEPERS,
        ),
        "proposal": (proposal, KEEPERS | {"convenor"}),
        "correction": (correction, KEEPERS | {"convenor"}),
    }


def among(world):
    """Add what is among the members, and what nobody but the record keepers reads of a meeting."""
    cast, word = world.cast, lambda name: secret("planted", name)
    ballot = ballots.ask(
        ballot=Ballot(**both("text", word("ballot")), closes_on=timezone.localdate(wall_clock(9))), by=cast.chair
    )
    held = world.scenes["held shared private"].meeting
    for number in range(5):  # results are shown from so many on
        feedback = Feedback.objects.create(meeting=held, was_worth_it=bool(number), more=word("feedback"))
    guest = Invitation.objects.create(
        meeting=world.scenes["published shared private"].meeting, name=word("guest"), email="gw@forum.example"
    )
    facts = {"source": word("draft import"), "text": word("draft import"), "made_by": cast.administrator}
    return {
        "ballot": (ballot, NOT_PARTNERS),
        "feedback": (feedback, KEEPERS),
        "guest": (guest, KEEPERS),
        "interest": (RegisteredInterest.objects.create(person=cast.convenor, text=word("interest")), NOT_PARTNERS),
        "summary": (a_summary(word("summary")), NOT_PARTNERS),
        "draft import": (MinutesImport.objects.create(**facts), KEEPERS),
    }


def a_summary(word):
    """Return a document: a published summary of a year for members, a secret in its title and text."""
    sides = dict.fromkeys(("en", "cy"), word)
    key = annual.keep(
        year=2001, circle=annual.Circle.MEMBER, titles=sides, texts=sides, times=[[2001, {"business": 30}]]
    )
    versions.adopt(version=DocumentVersion.objects.get(document=key), on=timezone.localdate())
    return Document.objects.get(pk=key)


def addresses_of(world, rows):
    """Return {start of the address: primary keys} for everything that may be asked for by hand;
    the longest start counts.
    """
    scenes = [world.scenes[name] for name in HIDDEN_SCENES]
    keys = lambda name: [getattr(scene, name).pk for scene in scenes if getattr(scene, name)]  # noqa: E731
    things = lambda start: [row.pk for name, row in world.things.items() if name.partition(" ")[0] == start]  # noqa: E731
    hidden = [item.pk for scene in scenes for item in scene.meeting.items.filter(reserved=True)]
    row = lambda *names: [rows[name][0].pk for name in names]  # noqa: E731
    return {
        "meetings/": [*keys("meeting"), world.scenes["held shared private"].meeting.pk],
        "meetings/items/": keys("item") + hidden,
        "meetings/paragraphs/": keys("paragraph"),
        "meetings/decisions/": keys("decision"),
        "meetings/actions/": keys("action"),
        "meetings/declarations/": list(Declaration.objects.values_list("pk", flat=True)),
        "meetings/papers/": row("paper shared", "paper members", "paper reserved", "paper draft"),
        "meetings/between/": row("ballot"),
        "exchange/ballots/": row("ballot"),
        "meetings/corrections/": row("correction"),
        "meetings/proposals/": row("proposal"),
        "meetings/import/": row("draft import"),
        "meetings/closed-days/": [1],
        "groups/": things("group"),
        "library/": things("document"),
        "library/consultations/": things("consultation"),
        "library/talks/": things("talk"),
        "library/talks/heard/": [item.pk for scene in scenes for item in scene.meeting.items.all()],
        "library/case-studies/": things("study"),
        "library/case-studies/pictures/": things("picture"),
        "library/resources/": things("resource"),
        "library/resources/copies/": things("copy"),
        "library/social-value/": things("outcome"),
        "library/social-value/fields/": things("own"),
        "library/consultations/answers/": things("answer"),
        "library/partners/": things("framework"),
        "library/partners/parts/": things("part"),
        "exchange/": things("post"),
        "exchange/comments/": things("comment"),
        "exchange/files/": things("attachment"),
        "people/": [world.private.pk, world.gone.pk],
        "people/organisations/": [world.organisation.pk],
        "people/organisations/representatives/": [1],
        "people/identity/areas/": list(Area.objects.values_list("pk", flat=True)[:1]),
        "people/offices/": [1],
        "people/offices/terms/": [1],
        "people/renewals/": [1],
        "people/letters/": [1],
        "people/applications/": row("application"),
        "people/interests/": row("interest"),
        "people/invites/": row("invite"),
        "people/contacts/": row("stakeholder"),
        "people/networks/": row("network"),
        "people/complaints/": row("complaint"),
        "people/enquiries/": row("enquiry"),
        "people/imports/": row("import"),
        "translations/files/": row("texts in"),
        "summaries/": row("summary"),
        "erase/": [world.private.pk, world.gone.pk],
        "history/by/": [world.cast.administrator.pk, world.private.pk],
    }


def tell_everybody(world):
    """Let each of the cast have chosen the digest, so that their letters tell what is new."""
    for role in (*INSIDE, "lapsed"):
        preferences.choose(person=getattr(world.cast, role), kinds=["digest"], language="en")


def with_history():
    """Return {name of a kind: primary keys of the newest of them} of everything whose changes are recorded."""
    kinds = [model for model in apps.get_models() if getattr(model, "pgh_event_models", None)]
    return {
        model._meta.label_lower: list(model._base_manager.order_by("-pk").values_list("pk", flat=True)[:3])
        for model in kinds
    }


@pytest.fixture(scope="module")
def planted(world, django_db_blocker):
    """The Planted of this module's world, rolled back together with it."""
    with django_db_blocker.unblock():
        rows = papers_of(world) | told(world) | among(world)
        tell_everybody(world)
        reading.read_due()
        words = {secret("planted", name): roles for name, (_row, roles) in rows.items()}
        return Planted(words, addresses_of(world, rows), with_history())
