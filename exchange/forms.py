"""Forms for posts and comments."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.both_languages import reading_language
from common.editing import VersionedForm
from exchange.models import Comment, Post
from library.models.talks import SENTENCE_ENDS

MOST_SENTENCES = 2  # of an idea


class WordsForm(VersionedForm):
    """Somebody's words: in the language of the page unless they say otherwise; a later change is dated."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.fields["language"].initial = reading_language()

    def save_if_current(self, also=()):
        self.instance.edited_at = timezone.now()
        return super().save_if_current(also=[*also, "edited_at"])


class PostForm(WordsForm):
    """A post."""

    class Meta:
        model = Post
        fields = ["kind", "title", "text", "topic", "language", "shared_with_partners"]
        widgets = {"text": forms.Textarea(attrs={"rows": 8})}
        help_texts = {
            "text": gettext_lazy("An idea is said in two sentences. What else there is to it goes into comments.")
        }

    def clean_text(self):
        """An idea is short, so that it is read; one that was written before stays as it was."""
        text = self.cleaned_data["text"]
        is_idea = self.cleaned_data.get("kind") == Post.Kind.IDEA
        if is_idea and {"text", "kind"} & set(self.changed_data) and len(SENTENCE_ENDS.findall(text)) > MOST_SENTENCES:
            raise forms.ValidationError(_("Please say an idea in two sentences, and the rest in a comment to it."))
        return text


class CommentForm(WordsForm):
    """A comment."""

    class Meta:
        model = Comment
        fields = ["text", "language"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}
