"""The form of a comment."""

from django import forms
from django.utils.translation import gettext_lazy

from exchange.models import Comment
from exchange.posting.forms import WordsForm


class CommentForm(WordsForm):
    """A comment."""

    class Meta:
        model = Comment
        fields = ["text", "language"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"text": gettext_lazy("Whom you name with @ and their whole name, hears of it: @Mair Newydd.")}
