"""The form of a post, and what it has in common with that of a comment."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.both_languages import reading_language
from common.editing import DateInput, VersionedForm
from exchange import access
from exchange.models import Post
from library.models.talks import SENTENCE_ENDS

MOST_SENTENCES = 2  # of an idea


class WordsForm(VersionedForm):
    """Somebody's words: in the language of the page unless they say otherwise; a later change is dated."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.initial["language"] = reading_language()  # which the row, not written yet, has as a usual value

    def save_if_current(self, also=()):
        if self.instance.pk is not None:
            self.instance.edited_at, also = timezone.now(), [*also, "edited_at"]
        return super().save_if_current(also=also)


class PostForm(WordsForm):
    """A post; whoever may write for everybody can make it public."""

    class Meta:
        model = Post
        fields = ["kind", "title", "text", "topic", "happens_on", "language", "shared_with_partners", "is_public"]
        widgets = {"text": forms.Textarea(attrs={"rows": 8}), "happens_on": DateInput()}
        help_texts = {
            "text": gettext_lazy("An idea is said in two sentences. What else there is to it goes into comments."),
            "happens_on": gettext_lazy("Of an event only."),
        }

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        if not access.may_publish(by):
            del self.fields["is_public"]

    def clean_text(self):
        """An idea is short, so that it is read; one that was written before stays as it was."""
        text = self.cleaned_data["text"]
        is_idea = self.cleaned_data.get("kind") == Post.Kind.IDEA
        if is_idea and {"text", "kind"} & set(self.changed_data) and len(SENTENCE_ENDS.findall(text)) > MOST_SENTENCES:
            raise forms.ValidationError(_("Please say an idea in two sentences, and the rest in a comment to it."))
        return text

    def clean(self):
        """An event has its day, and nothing else has one; what is public is shared with partners."""
        cleaned = super().clean()
        if cleaned.get("kind") != Post.Kind.EVENT:
            cleaned["happens_on"] = None
        elif not cleaned.get("happens_on") and "happens_on" not in self.errors:
            self.add_error("happens_on", _("Please say on which day the event is."))
        if self.instance.is_public if "is_public" not in self.fields else cleaned.get("is_public"):
            cleaned["shared_with_partners"] = True
        return cleaned
