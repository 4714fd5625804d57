"""The exchange of the sample Forum: posts and comments by various people, each in the language they chose."""

import datetime
from pathlib import Path

from django.core.files.base import ContentFile
from django.utils import timezone

from common.bare import pictures
from common.doors.overview import Sampled
from exchange.models import Attachment, Backing, Comment, IdeaOutcome, Post
from members.sample import people, read
from taskgroups.models import TaskGroup

DATA = Path(__file__).parent / "sample_data"


def make(today, _rows) -> Sampled:
    """Add the posts with their comments, whose days count back from `today`."""
    cast, posts = people(), read(DATA, "posts")["post"]
    comments = 0
    for row in posts:
        said, interested, came = row.pop("comment", ()), row.pop("interested", ()), row.pop("came_of_it", None)
        attached = row.pop("attached", ())
        post = Post.objects.create(**_words(row, cast, today))
        for one in attached:
            _attach(post, **one)
        for comment in said:
            Comment.objects.create(post=post, **_words(comment, cast, today))
        comments += len(said)
        for name in interested:
            Backing.objects.create(post=post, person=cast[name], since=post.created_at + datetime.timedelta(days=1))
        if came:
            _settle(post, came, today)
    return Sampled(f"{len(posts)} posts, {comments} comments")


def _attach(post, name, shows):
    """Attach a picture or file of the sample to a post."""
    data = (DATA / name).read_bytes()
    facts = {"name": name, "shows": shows, "size": len(data), "added_at": post.created_at}
    if name.endswith(".jpg"):
        one = pictures.picture(data)
        facts |= {"width": one.width, "height": one.height}
    Attachment.objects.create(post=post, file=ContentFile(data, name=name), **facts)


def _settle(post, came, today):
    """Add what came of an idea: the group that it went to."""
    decided = timezone.make_aware(
        datetime.datetime.combine(today - datetime.timedelta(days=came.pop("days_ago")), datetime.time(9))
    )
    group = TaskGroup.objects.get(name_en=came.pop("group"))
    IdeaOutcome.objects.create(post=post, kind=IdeaOutcome.Kind.GROUP, group=group, decided_at=decided, **came)


def _words(row, cast, today):
    """Return the columns of a post or comment."""
    day, clock = today - datetime.timedelta(days=row.pop("days_ago")), datetime.time.fromisoformat(row.pop("at"))
    if "happens_in" in row:
        row["happens_on"] = today + datetime.timedelta(days=row.pop("happens_in"))
    written = timezone.make_aware(datetime.datetime.combine(day, clock))
    return row | {"author": cast[row.pop("by")], "created_at": written}
