"""What the exchange hands upward: hits and news."""

from common.overview import Door, News, own
from exchange import finding, forgetting, leading_back, replies, sample
from exchange.models import Backing, Comment, Post
from exchange.texts import texts
from meetings.digest import parts
from members.history import kinds
from members.letters import preferences

MOST = 20


def news(since, reader) -> list:
    """Return the posts written since a moment, for this reader."""
    return _posts(Post.objects.visible_to(reader).present().filter(created_at__gte=since))


def _posts(rows) -> list:
    return [
        News("post", row.heading, row.get_absolute_url(), row.created_at, _byline(row), row.shared_with_partners)
        for row in rows.select_related("author")[:MOST]
    ]


def told_in_digest(since, person) -> list:
    """Return the posts of others since a moment, and the replies to what a person wrote, if they chose to read of them
    there.
    """
    posts = Post.objects.visible_to(person).present().filter(created_at__gte=since).exclude(author=person)
    if not preferences.comes_with_digest(person, replies.REPLIES):
        return _posts(posts)
    rows = replies.replies_to(person, since)[:MOST]
    return _posts(posts) + [
        News("reply", row.post.heading, row.get_absolute_url(), row.created_at, row.author.name) for row in rows
    ]


parts.TELLS.append(told_in_digest)


def own_data(person) -> list:
    """Return what a person wrote here, what is removed too."""
    posts, comments = Post.objects.filter(author=person), Comment.objects.filter(author=person).select_related("post")
    return [
        own("posts", posts, "kind", "title", "text", "language", "created_at", "removed_at"),
        own("comments", comments, "post", "text", "language", "created_at", "removed_at"),
        own("interests_in_ideas", Backing.objects.filter(person=person).select_related("post"), "post", "since"),
    ]


def _byline(post) -> str:
    return f"{post.get_kind_display()}: {post.author.name}"


def histories(reader) -> list:
    """Return the models of this app whose history this reader may read."""
    return kinds("exchange", reader)


DOOR = Door(
    app="exchange",
    at="exchange/",
    findable=finding.findable,
    news=news,
    own_data=own_data,
    histories=histories,
    texts=texts,
    recorded={"exchange:post": "exchange.Post"},
    links=leading_back.LINKS,
    beside=leading_back.BESIDE,
    going=forgetting.going,
    staying=forgetting.staying,
    forget=forgetting.forget,
    sample=sample.make,
)
