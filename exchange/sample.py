"""The exchange of the sample Forum: posts and comments by various people, each in the language they chose."""

import datetime
from pathlib import Path

from django.utils import timezone

from common.overview import Sampled
from exchange.models import Comment, Post
from members.sample import people, read

DATA = Path(__file__).parent / "sample_data"


def make(today, _rows) -> Sampled:
    """Add the posts with their comments, whose days count back from `today`."""
    cast, posts = people(), read(DATA, "posts")["post"]
    comments = 0
    for row in posts:
        said = row.pop("comment", ())
        post = Post.objects.create(**_words(row, cast, today))
        for comment in said:
            Comment.objects.create(post=post, **_words(comment, cast, today))
        comments += len(said)
    return Sampled(f"{len(posts)} posts, {comments} comments")


def _words(row, cast, today):
    """Return the columns of a post or comment."""
    day, clock = today - datetime.timedelta(days=row.pop("days_ago")), datetime.time.fromisoformat(row.pop("at"))
    written = timezone.make_aware(datetime.datetime.combine(day, clock))
    return row | {"author": cast[row.pop("by")], "created_at": written}
