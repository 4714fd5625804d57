"""The form of a group's final report."""

from common.editing import TwoLanguageForm, VersionedForm
from taskgroups.models import TaskGroup


class FinalReportForm(TwoLanguageForm, VersionedForm):
    """What the group found and recommends."""

    required_texts = ("final_report",)

    class Meta:
        model = TaskGroup
        fields = ["final_report_en", "final_report_cy"]
