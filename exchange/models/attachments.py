"""Pictures and files that people attach to their posts and comments."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.both_languages import Text
from common.editing import Versioned, counts_saves
from common.filing.stored import RandomName
from common.finding.index import searched
from common.keeping import stamps
from common.text import LineField
from exchange.models.indexes import ATTACHMENT
from exchange.models.words import Comment, Post
from members.access import ForCircles
from members.history import tracked

SAY_WHAT_IT_SHOWS = _("Please say in words what the picture shows, or mark it as decoration.")
random_name = RandomName("exchange")


class AttachmentQuerySet(ForCircles):
    def visible_within(self, circle):
        """What is attached to words that a circle reads, and was not removed."""
        return self._of(Post.objects.visible_within(circle), Comment.objects.visible_within(circle))

    def visible_to(self, person):
        """What is attached to words that somebody reads, and was not removed."""
        return self._of(Post.objects.visible_to(person), Comment.objects.visible_to(person))

    def removed_for(self, person):
        """What was removed from words that somebody reads."""
        posts, comments = Post.objects.visible_to(person), Comment.objects.visible_to(person)
        return self._of(posts, comments, removed_at__isnull=False)

    def standing_for(self, person):
        """As `visible_to`, without what hangs on words that are removed or hidden, which some still read."""
        posts = Post.objects.visible_to(person).present()
        comments = Comment.objects.visible_to(person).present().filter(post__removed_at=None, post__hidden_at=None)
        return self._of(posts, comments)

    def by(self, person):
        """What somebody attached to their own words, whether these stand or not."""
        return self.filter(Q(post__author=person) | Q(comment__author=person))

    def _of(self, posts, comments, **facts):
        """Those of which the words are there; each asks for its own, for there may be very many others."""
        post, comment = posts.order_by().filter(pk=OuterRef("post")), comments.order_by().filter(pk=OuterRef("comment"))
        return self.filter(Exists(post) | Exists(comment), **(facts or {"removed_at": None}))


@tracked(without=["file"])
class Attachment(Versioned):
    """A picture (which has a width), with what it shows in words, or another file; of a post or of a comment.

    Its words are in the language of what it hangs on. A removed one waits to be put back.
    """

    post = models.ForeignKey(
        Post, models.CASCADE, null=True, blank=True, editable=False, related_name="attachments", verbose_name=_("post")
    )
    comment = models.ForeignKey(
        Comment, models.CASCADE, null=True, blank=True, editable=False, related_name="attachments",
        verbose_name=_("comment"),
    )  # fmt: skip
    file = models.FileField(_("file"), upload_to=random_name, editable=False)
    name = LineField(_("file name"), max_length=200, editable=False)
    size = models.PositiveIntegerField(_("size in bytes"), editable=False)
    width = models.PositiveIntegerField(_("width"), default=0, editable=False)
    height = models.PositiveIntegerField(_("height"), default=0, editable=False)
    shows = LineField(_("what it shows, in words"), max_length=250, blank=True)
    is_decoration = models.BooleanField(_("decoration only"), default=False)
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True, editable=False)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture or file of a post")
        verbose_name_plural = _("pictures and files of posts")
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(post__isnull=True) ^ Q(comment__isnull=True), name="exchange_attachment_of_one"
            ),
            models.CheckConstraint(
                condition=Q(width=0) | ~Q(shows="") | Q(is_decoration=True),
                name="exchange_attachment_shown_in_words",
                violation_error_message=SAY_WHAT_IT_SHOWS,
            ),
        ]
        triggers = [counts_saves(), *searched(ATTACHMENT), *stamps()]

    def __str__(self):
        return self.shows or self.name

    def get_absolute_url(self):
        return reverse("exchange:attachment", args=[self.pk])

    @property
    def hangs_on(self):
        """The post or comment that it is attached to."""
        return self.post or self.comment

    @property
    def is_picture(self) -> bool:
        """Whether it is shown on the page, and not only led to."""
        return self.width > 0

    @property
    def in_words(self):
        """What it shows or is, knowing its language; "" where nobody said it."""
        return Text(self.shows, self.hangs_on.language)
