"""The exchange of the sample Forum: posts and comments by various people, each in the language they chose."""

import datetime
from pathlib import Path

from exchange.models import Comment, Post
from members.sample import people, read

DATA = Path(__file__).parent / "sample_data"


def make(now):
    """Add the posts with their comments; their hours count back from `now`."""
    cast, posts = people(), read(DATA, "posts")["post"]
    comments = 0
    for row in posts:
        said = row.pop("comment", ())
        post = Post.objects.create(**_words(row, cast, now))
        for comment in said:
            Comment.objects.create(post=post, **_words(comment, cast, now))
        comments += len(said)
    return f"{len(posts)} posts, {comments} comments"


def _words(row, cast, now):
    """Return the columns of a post or comment."""
    written = now - datetime.timedelta(days=row.pop("days_ago"), hours=row.pop("hours_ago", 0))
    return row | {"author": cast[row.pop("by")], "created_at": written}
