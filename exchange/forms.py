"""Forms for posts and comments."""

from django import forms
from django.utils import timezone

from common.both_languages import reading_language
from common.editing import VersionedForm
from exchange.models import Comment, Post


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
        fields = ["kind", "title", "text", "language", "shared_with_partners"]
        widgets = {"text": forms.Textarea(attrs={"rows": 8})}


class CommentForm(WordsForm):
    """A comment."""

    class Meta:
        model = Comment
        fields = ["text", "language"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}
