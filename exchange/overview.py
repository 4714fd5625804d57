"""What the exchange hands upward: hits and news."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _

from common.doors.overview import Door, News, own
from common.doors.waiting import Kind, Row, Waits
from common.filing.files import KINDS, suffix_of
from exchange import finding, forgetting, sample
from exchange.ideas import leading_back
from exchange.models import Attachment, Backing, Comment, Following, Mention, Post, Report
from exchange.talking import about_ballots, replies
from exchange.texts import texts
from meetings.digest import parts
from meetings.papers import reading
from members.access import Circle, belongs, keeps_the_record
from members.history import kinds
from members.letters import preferences

MOST = 20
ATTACHED = ArraySubquery(
    Attachment.objects.filter(post=OuterRef("pk"), removed_at=None).values(
        facts=JSONObject(pk="pk", file="file", size="size")
    )
)
SAID = ("comment__post", "comment__author")
REPORTED = ("why", "made_at", "verdict")  # and not of what, which may be hidden from them by now


def news(since, reader) -> list:
    """Return the posts written since a moment, for this reader, with their pictures and files."""
    rows = Post.objects.visible_to(reader).present().filter(created_at__gte=since)
    return _posts(rows.annotate(attached=ATTACHED), reader)


def _posts(rows, reader) -> list:
    return [
        News(
            "post", row.heading, row.get_absolute_url(), row.created_at, _byline(row, reader), row.shared_with_partners,
            tuple(_handed_out(**facts) for facts in getattr(row, "attached", ())),
        )
        for row in rows.select_related("author")[:MOST]
    ]  # fmt: skip


def _handed_out(pk, file, size) -> tuple[str, str, int]:
    return reverse("exchange:attachment", args=[pk]), KINDS[suffix_of(file)].content_type, size


def told_in_digest(since, person) -> list:
    """Return the posts of others since a moment, and the replies to what a person wrote, if they chose to read of them
    there.
    """
    posts = Post.objects.visible_to(person).present().filter(created_at__gte=since).exclude(author=person)
    if not preferences.comes_with_digest(person, replies.REPLIES):
        return _posts(posts, person)
    rows = replies.replies_to(person, since)[:MOST]
    return _posts(posts, person) + [
        News("reply", row.post.heading, row.get_absolute_url(), row.created_at, row.author.name) for row in rows
    ]


parts.TELLS.append(told_in_digest)
reading.FILES.append(lambda: Attachment.objects.values_list("file", flat=True))


def waits(person) -> list[Kind]:
    """Return what was reported and nobody has looked at, for who keeps the record."""
    rows = Report.objects.waiting().order_by()
    return [Kind(rows=rows, together=True, say=_reported, for_office=True)] if keeps_the_record(person) else []


def _reported(rows: list[Row]) -> Waits:
    said = _("Look at what was reported in the exchange: %(number)s") % {"number": len(rows)}
    return Waits(said, reverse("exchange:reports"))


def public() -> list[str]:
    """Return the addresses of the posts that everybody may read."""
    return [row.get_absolute_url() for row in Post.objects.visible_within(Circle.VISITOR).only("pk")]


def own_data(person) -> list:
    """Return what a person wrote here, what is removed too, and what they have to do with posts they still read."""
    heard = Comment.objects.visible_to(person).present().filter(post__in=Post.objects.present())
    read = Post.objects.visible_to(person).present()
    posts, comments = Post.objects.filter(author=person), Comment.objects.filter(author=person).select_related("post")
    return [
        own("posts", posts, "kind", "title", "text", "language", "created_at", "removed_at"),
        own("comments", comments, "post", "text", "language", "created_at", "removed_at"),
        own("pictures_and_files", Attachment.objects.by(person), "name", "shows", "added_at", file_of=_file_of),
        own("reports", Report.objects.filter(by=person), *REPORTED),
        own("mentions", Mention.objects.filter(person=person, comment__in=heard).select_related(*SAID), "comment"),
        own(
            "followings",
            Following.objects.filter(person=person, post__in=read).select_related("post"),
            "post",
            "is_muted",
        ),
        own(
            "interests_in_ideas",
            Backing.objects.filter(person=person, post__in=read).select_related("post"),
            "post",
            "since",
        ),
    ]


def _file_of(attachment):
    return attachment.name, attachment.file


def _byline(post, reader) -> str:
    """Return what a post is and, to who belongs to the Forum, by whom."""
    kind = str(post.get_kind_display())
    return f"{kind}: {post.author.name}" if belongs(reader) else kind


def histories(reader) -> list:
    """Return the models of this app whose history this reader may read."""
    return kinds("exchange", reader)


DOOR = Door(
    app="exchange",
    at="exchange/",
    findable=finding.findable,
    waits=waits,
    public=public,
    news=news,
    own_data=own_data,
    histories=histories,
    texts=texts,
    recorded={"exchange:post": "exchange.Post"},
    links=leading_back.LINKS,
    beside=leading_back.BESIDE | about_ballots.BESIDE,
    going=forgetting.going,
    staying=forgetting.staying,
    forget=forgetting.forget,
    sample=sample.make,
)
