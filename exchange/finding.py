"""What of the exchange a search finds: posts, by their own words and by what was said to them."""

import datetime

from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _

from common.both_languages import Text
from common.finding.asking import Findable, Found
from exchange.models import Attachment, Comment, Post, indexes
from meetings.papers.finding import in_files, words_read


def findable(reader) -> list[Findable]:
    """Return the posts that stand, and the comments that stand on them, as far as this reader may see them."""
    posts, comments = Post.objects.visible_to(reader).present(), Comment.objects.visible_to(reader).present()
    shared = {"what": "post", "label": _("Posts"), "show": _post, "day": TruncDate("created_at"), "person": "author_id"}
    return [
        Findable(index=indexes.POST, rows=posts, facts=_of_post(""), **shared),
        Findable(
            index=indexes.COMMENT,
            rows=comments.filter(post__removed_at=None, post__hidden_at=None),
            thing="post_id",
            facts={**_of_post("post__"), "said": "text", "said_in": "language"},
            **shared,
        ),
        *_attached(Attachment.objects.standing_for(reader).annotate(thing=Coalesce("post_id", "comment__post_id"))),
    ]


def _attached(rows):
    """Pictures and files of posts and comments by what they show, and by the words of the files; they lead to the
    post.
    """
    both = ("pk", "kind", "title", "text", "language", "created_at", "author__name")
    either = {name: Coalesce(f"post__{name}", f"comment__post__{name}") for name in both}
    facts = {name: either[name] for name in ("pk", "kind", "title", "text", "language")}
    facts |= {"on": TruncDate(either["created_at"]), "by": either["author__name"]}
    facts |= {"said": "shows", "said_in": Coalesce("post__language", "comment__language")}
    shared = {"what": "post", "label": _("Posts"), "show": _post, "thing": "thing", "facts": facts}
    day = TruncDate("added_at")
    return [
        Findable(index=indexes.ATTACHMENT, rows=rows, day=day, **shared),
        in_files(rows, day=day, **shared),
    ]


def _of_post(path):
    names = ("pk", "kind", "title", "text", "language")
    on = {"on": TruncDate(f"{path}created_at"), "by": f"{path}author__name"}
    return {**{name: f"{path}{name}" for name in names}, **on}


def _post(facts) -> Found:
    texts = (Text(facts["said"], facts["said_in"]), *words_read(facts)) if "said" in facts else ()
    texts += (Text(facts["text"], facts["language"]),)
    page, title = reverse("exchange:post", args=[facts["pk"]]), Text(facts["title"], facts["language"])
    return Found(
        Post.Kind(facts["kind"]).label, title, page, texts, facts["by"], datetime.date.fromisoformat(facts["on"])
    )
