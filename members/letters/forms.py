"""The form of a promotional letter."""

from common.editing import TwoLanguageForm, VersionedForm
from members.models import Mailing


class MailingForm(TwoLanguageForm, VersionedForm):
    """The subject and text of a promotional letter."""

    required_texts = ("subject", "text")

    class Meta:
        model = Mailing
        fields = ["subject_en", "subject_cy", "text_en", "text_cy"]
