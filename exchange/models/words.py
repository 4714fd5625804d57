"""Posts and comments: people's own words, in the language they chose."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from common.both_languages import LANGUAGE_NAMES, Text
from common.editing import Versioned, counts_saves
from common.finding.index import searched
from common.keeping import stamps
from common.text import LineField, LongTextField
from exchange.models.indexes import ATTACHMENT, COMMENT, POST
from library.models import Talk
from meetings.models import Proposal
from members.access import EVERYTHING, NOTHING, Circle, ForCircles, circle_of, within
from members.history import tracked
from members.models import Interest

STANDING = Q(removed_at=None, hidden_at=None)

PUBLIC = Q(is_public=True)
WHICH_DAY = _("Please say on which day the event is; only an event has a day.")


class WordsQuerySet(ForCircles):
    def present(self):
        """What has neither been removed nor is hidden since somebody reported it."""
        return self.filter(STANDING)

    def removed(self):
        """What was removed and can be put back."""
        return self.filter(removed_at__isnull=False)


class Words(Versioned):
    """What somebody wrote, in one language; removed by marking it, so that it can be put back."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("author"))
    language = models.CharField(_("written in"), max_length=2, choices=list(LANGUAGE_NAMES.items()), default="en")
    text = LongTextField(_("text"), max_length=10_000)
    created_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True, editable=False)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True, editable=False)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("removed by"),
    )

    hidden_at = models.DateTimeField(_("hidden since"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def stands(self) -> bool:
        """Whether it is neither removed nor hidden."""
        return not (self.removed_at or self.hidden_at)

    @property
    def words(self):
        """The text, knowing its language."""
        return Text(self.text, self.language)


def by_oneself(person):
    """Return the condition (Q) that somebody wrote it who takes part in the exchange today."""
    return Q(author=person) if circle_of(person) > Circle.VISITOR else NOTHING


class PostQuerySet(WordsQuerySet):
    def visible_within(self, circle):
        """Members see all posts that stand, partners the shared ones, visitors the public ones; the record keepers also
        those removed or hidden.
        """
        return self.filter(within(circle, out=STANDING, public=PUBLIC))

    def visible_to(self, person):
        """As `visible_within`, and one's own."""
        return self.filter(within(circle_of(person), out=STANDING, public=PUBLIC) | by_oneself(person))


@tracked()
class Post(Words):
    """An idea, a question, news, information, an event with its day, or the offer of a talk."""

    class Kind(models.TextChoices):
        IDEA = "idea", _("Idea")
        QUESTION = "question", _("Question")
        TALK = "talk", _("Offer of a talk")
        NEWS = "news", _("News")
        INFORMATION = "information", _("Information")
        EVENT = "event", _("Event")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.IDEA)
    title = LineField(_("title"), max_length=200)
    topic = models.ForeignKey(
        Interest, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("topic")
    )
    happens_on = models.DateField(_("day of the event"), null=True, blank=True)
    shared_with_partners = models.BooleanField(
        _("shared with partners"), default=True, help_text=_("Untick to keep it among the members.")
    )
    is_public = models.BooleanField(
        _("public"),
        default=False,
        db_default=False,
        help_text=_("Everybody may read it, and feed readers hear of it; comments stay inside."),
    )

    proposal = models.OneToOneField(
        Proposal,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("proposed as an agenda item"),
    )
    talk = models.OneToOneField(
        Talk, models.SET_NULL, null=True, blank=True, editable=False, related_name="+", verbose_name=_("talk")
    )

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["-created_at", "-pk"]
        triggers = [
            counts_saves("edited_at"),
            *searched(POST),
            COMMENT.followed("r.post_id = NEW.id", "title", "language"),
            ATTACHMENT.followed("r.post_id = NEW.id", "language"),
            *stamps(),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="event", happens_on__isnull=False) | (~Q(kind="event") & Q(happens_on=None)),
                name="exchange_post_event_has_day",
                violation_error_message=WHICH_DAY,
            ),
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(shared_with_partners=True),
                name="exchange_post_public_is_shared",
                violation_error_message=_("What is public is shared with partners too."),
            ),
        ]
        indexes = [models.Index(fields=["-created_at"])]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("exchange:post", args=[self.pk])

    @property
    def earlier_url(self):
        """Where one reads what it said before it was changed."""
        return reverse("exchange:earlier_post", args=[self.pk])

    @property
    def heading(self):
        """The title, knowing its language."""
        return Text(self.title, self.language)


class CommentQuerySet(WordsQuerySet):
    def visible_within(self, circle):
        """Comments that stand on posts this circle sees; the record keepers also see those removed."""
        standing = within(circle, out=STANDING, shared=EVERYTHING)
        return self.filter(standing, post__in=Post.objects.visible_within(circle))

    def visible_to(self, person):
        """As `visible_within`, of posts this person sees, and one's own."""
        return self.filter(_read_by(person), post__in=Post.objects.visible_to(person))

    def shown_to(self, person):
        """As `visible_to`, and the places of those that their authors withdrew: of these, which are not `is_read`, no
        page shows more than that. Answers stand behind what they answer.
        """
        withdrawn = Q(removed_at__isnull=False, removed_by=F("author"), hidden_at=None)
        rows = self.filter(_read_by(person) | withdrawn, post__in=Post.objects.visible_to(person))
        rows = rows.annotate(is_read=Case(When(_read_by(person), then=True), default=False))
        first = Coalesce("answers__created_at", "created_at"), Coalesce("answers_id", "pk")
        return rows.order_by(*first, F("answers_id").asc(nulls_first=True), "created_at", "pk")


def _read_by(person):
    """Return the condition that somebody reads a comment on a post that they read."""
    return within(circle_of(person), out=STANDING, shared=EVERYTHING) | by_oneself(person)


ONE_LEVEL = gettext_noop("What is answered must be a comment on the same post that answers none.")
ONE_DEEP = pgtrigger.Trigger(
    name="one_deep",
    operation=pgtrigger.Insert | pgtrigger.Update,
    when=pgtrigger.Before,
    condition=pgtrigger.Q(new__answers__isnull=False),
    func=f"""
        IF NOT EXISTS (
            SELECT FROM exchange_comment c
            WHERE c.id = NEW.answers_id AND c.post_id = NEW.post_id AND c.answers_id IS NULL
        ) THEN
            RAISE EXCEPTION USING MESSAGE = '{ONE_LEVEL}',
                ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;""",
)


@tracked()
class Comment(Words):
    """What somebody says to a post."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="comments", verbose_name=_("post"))
    answers = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="+", verbose_name=_("answer to")
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["created_at", "pk"]
        triggers = [
            ONE_DEEP,
            counts_saves("edited_at"),
            *searched(COMMENT),
            ATTACHMENT.followed("r.comment_id = NEW.id", "language"),
            *stamps(),
        ]

    def __str__(self):
        return f"{self.author}: {self.post}"

    def get_absolute_url(self):
        return f"{self.post.get_absolute_url()}#comment-{self.pk}"

    @property
    def earlier_url(self):
        """Where one reads what it said before it was changed."""
        return reverse("exchange:earlier_comment", args=[self.pk])


class Mention(models.Model):
    """That a comment names somebody, who hears of it as of an answer."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="mentions", verbose_name=_("comment"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        ordering = ["comment", "pk"]
        constraints = [models.UniqueConstraint(fields=["comment", "person"], name="exchange_mention_once")]

    def __str__(self):
        return f"{self.comment}: {self.person}"
