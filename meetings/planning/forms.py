"""Forms for planning: the rule of a year and its dates, days that are kept free,
polls for a date, a copy of a meeting.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.formats import date_format, time_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.both_languages import reading_language
from common.editing import DateInput, TimeInput, TwoLanguageForm, VersionedForm
from common.languages.sides import InOurLanguages
from common.text import refuse_control_characters, refuse_emoji, tidy_line
from meetings.models import ClosedDay, PollAnswer, Rules
from meetings.planning.clock import FIRST, MomentField, OnTheClock, ask_which
from meetings.planning.dates import LAST, Rule, moments, overlapping, remarks_on
from meetings.planning.polls import MOST_DATES

NTH = [(1, gettext_lazy("First")), (2, gettext_lazy("Second")), (3, gettext_lazy("Third")), (4, gettext_lazy("Fourth"))]
DAYS = [(number, capfirst(name)) for number, name in WEEKDAYS.items()]
NTH.append((LAST, gettext_lazy("Last")))
TAKEN = gettext_lazy("At that time there is already a meeting: %(title)s.")
SHORTEST, LONGEST = 15, 720


class Line(forms.CharField):
    """One line of text, as records hold it."""

    default_validators = [refuse_control_characters, refuse_emoji]

    def __init__(self, *, lang, **kwargs):
        super().__init__(max_length=200, widget=forms.TextInput(attrs={"lang": lang}), **kwargs)

    def to_python(self, value):
        return tidy_line(super().to_python(value))


class RulesForm(VersionedForm):
    """The Forum's own numbers for meetings."""

    for_both = ("interpreter_days",)

    class Meta:
        model = Rules
        fields = [
            "business_percent", "notice_days", "discuss_days", "interpreter_days", "reminder_days", "update_days",
            "minutes_days", "correction_days", "quorum_number", "quorum_percent", "votes_are_open", "drifted_meetings",
        ]  # fmt: skip


class RuleForm(InOurLanguages, forms.Form):
    """The rule of a year's meetings."""

    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=2000, max_value=2100)
    nth = forms.TypedChoiceField(label=gettext_lazy("Which one in the month"), coerce=int, choices=NTH)
    weekday = forms.TypedChoiceField(label=gettext_lazy("Day of the week"), coerce=int, choices=DAYS)
    months = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Months"), coerce=int, choices=list(MONTHS.items()), widget=forms.CheckboxSelectMultiple
    )
    starts = forms.TimeField(label=gettext_lazy("Starts"), widget=TimeInput())
    minutes = forms.IntegerField(label=gettext_lazy("Length in minutes"), min_value=SHORTEST, max_value=LONGEST)
    place_en = Line(label=gettext_lazy("Usual place (English)"), required=False, lang="en")
    place_cy = Line(label=gettext_lazy("Usual place (Welsh)"), required=False, lang="cy")
    title_en = Line(label=gettext_lazy("Title (English)"), required=False, lang="en")
    title_cy = Line(label=gettext_lazy("Title (Welsh)"), required=False, lang="cy")
    shared_with_partners = forms.BooleanField(label=gettext_lazy("Shared with partners"), required=False)
    is_public = forms.BooleanField(label=gettext_lazy("Public"), required=False)

    def clean(self):
        cleaned = super().clean()
        if (
            not cleaned.get("title_en")
            and not cleaned.get("title_cy")
            and not {"title_en", "title_cy"} & set(self.errors)
        ):
            self.add_error(f"title_{reading_language()}", self.not_written)
        return cleaned

    def rule(self):
        """Return the Rule of a valid form."""
        return Rule(**self.cleaned_data | {"months": tuple(self.cleaned_data["months"])})

    @classmethod
    def query_of(cls, rule):
        """Return a rule as the form's own query of an address."""
        query = QueryDict(mutable=True)
        for name in cls.base_fields:
            value = getattr(rule, name)
            if name == "months":
                query.setlist(name, list(value))
            elif value not in (False, ""):
                query[name] = "on" if value is True else f"{value:%H:%M}" if name == "starts" else value
        return query


class DatesForm(forms.Form):
    """The dates of a rule, each with what speaks against it, to be changed or left out before the meetings are made.

    `chosen` are pairs (day, left out) in place of the rule's own days, once somebody has changed them. `is_news` says
    that
    a changed date has something against it that has not been shown yet.
    """

    def __init__(self, data=None, *, rule, chosen=None):
        super().__init__(data)
        self.rule, self.no_slot = rule, {}
        rows = chosen or [(day, None) for day in rule.days()]
        days = [self._typed(number) or day for number, (day, _out) in enumerate(rows)]
        slots = [self._slot(day) for day in days]
        remarks = remarks_on([slot for slot in slots if slot])
        self.rows = [(day, slot, remarks.get(slot, [])) for day, slot in zip(days, slots, strict=True)]
        for number, ((day, _slot, found), (first, out)) in enumerate(zip(self.rows, rows, strict=True)):
            self._add(number, day, first, found, out)

    def _add(self, number, day, first, found, out):
        """Add the fields of one row."""
        if out is None:
            out = any(remark.kind in ("past", "planned") for remark in found)
        said = capfirst(date_format(day, "l j F Y"))
        self.fields[f"day_{number}"] = forms.DateField(
            label=said, initial=first, widget=DateInput(), help_text=shown(found)
        )
        label = _("Leave %(date)s out") % {"date": date_format(day, "j F")}
        self.fields[f"out_{number}"] = forms.BooleanField(label=label, required=False, initial=out)
        self.fields[f"seen_{number}"] = forms.DateField(initial=first, widget=forms.HiddenInput, required=False)

    def _typed(self, number):
        """Return the day that stands in a row of the page that was sent, or None."""
        try:
            return forms.DateField().clean(self.data.get(f"day_{number}"))
        except ValidationError:
            return None

    def _slot(self, day):
        try:
            return moments(day, self.rule.starts, self.rule.minutes)
        except ValidationError as fault:
            self.no_slot[day] = fault
            return None

    def clean(self):
        cleaned, self.days = super().clean(), []
        self.is_news = False
        for number, (day, slot, found) in enumerate(self.rows):
            name = f"day_{number}"
            if cleaned.get(f"out_{number}"):
                self.errors.pop(name, None)
            elif name in cleaned:
                self._check(name, day, slot)
                self.days.append(day)
                self.is_news |= day != cleaned.get(f"seen_{number}") and bool(found)
        if not self.days and not self.errors:
            self.add_error(None, _("Every date is left out, so there is nothing to plan."))
        return cleaned

    def _check(self, name, day, slot):
        if slot is None:
            self.add_error(name, self.no_slot[day])
        elif day in self.days:
            self.add_error(name, _("This date is here twice."))
        elif (other := overlapping(*slot)) and other.starts_at != slot[0]:
            self.add_error(name, TAKEN % {"title": other})

    def again(self):
        """Return the form once more, with what speaks against the dates as they are now."""
        chosen = [
            (day, self.cleaned_data.get(f"out_{number}", False))
            for number, (day, _slot, _found) in enumerate(self.rows)
        ]
        return DatesForm(rule=self.rule, chosen=chosen)


def shown(remarks):
    """Return remarks on a date as lines of HTML, each name in its own language."""
    return format_html_join(mark_safe("<br>"), "<strong>{}</strong>", ((_said(remark),) for remark in remarks))


def _said(remark):
    if not remark.name:
        return remark.said
    lang = getattr(remark.name, "lang", reading_language())
    name = remark.name if lang == reading_language() else format_html('<span lang="{}">{}</span>', lang, remark.name)
    return format_html("{}: {}", remark.said, name)


class ClosedDayForm(TwoLanguageForm):
    """A day on which the Forum does not meet."""

    required_texts = ("reason",)

    class Meta:
        model = ClosedDay
        fields = ["day", "reason_en", "reason_cy"]
        widgets = {"day": DateInput()}


class AskPollForm(forms.Form):
    """The dates to choose from, how long the meeting would be, and until when answers are taken."""

    closes_on = forms.DateField(label=gettext_lazy("Answers until"), widget=DateInput())
    minutes = forms.IntegerField(label=gettext_lazy("Length in minutes"), min_value=SHORTEST, max_value=LONGEST)

    def __init__(self, data=None, *, there=(), **kwargs):
        super().__init__(data, **kwargs)
        self.there = [date.starts_at for date in there]
        self.names = [f"at_{number}" for number in range(len(self.there) + 1, MOST_DATES + 1)]
        for number, name in enumerate(self.names, start=len(self.there) + 1):
            label = _("Date %(number)s") % {"number": number}
            self.fields[name] = MomentField(
                label=label, required=False, error_messages={"invalid": _("Please give a date and a time.")}
            )
            self._ask_which(name)

    def _ask_which(self, name):
        """Ask which of two a date means, if the clocks show it twice."""
        ask_which(self, f"{name}_which", name, *self.fields[name].clock(self[name].value()))
        self.fields[name].which = self.data.get(f"{name}_which", FIRST)

    def clean(self):
        cleaned, self.slots = super().clean(), []
        starts = list(self.there)
        for name in self.names:
            if start := cleaned.get(name):
                self._check(name, start, starts)
                starts.append(start)
                self.slots.append((start, start + timezone.timedelta(minutes=cleaned.get("minutes") or SHORTEST)))
        if len(starts) < 2 and not self.errors:
            self.add_error(self.names[0], _("Please give at least two dates to choose from."))
        closes, starts = cleaned.get("closes_on"), [start for start in starts if start > timezone.now()]
        if closes and closes < timezone.localdate():
            self.add_error("closes_on", _("This day is past."))
        elif closes and starts and closes >= timezone.localdate(min(starts)):
            self.add_error("closes_on", _("Please take answers only until the day before the first date."))
        return cleaned

    def _check(self, name, start, before):
        if start <= timezone.now():
            self.add_error(name, _("This date is past."))
        elif start in before:
            self.add_error(name, _("This date is here twice."))


class PollForm(forms.Form):
    """What each date of a poll is to one person."""

    def __init__(self, data=None, *, poll, given):
        super().__init__(data)
        self.dates = {f"date_{date.pk}": date.pk for date in poll.dates.all()}
        for date in poll.dates.all():
            name = f"date_{date.pk}"
            self.fields[name] = forms.ChoiceField(
                label=capfirst(spoken(date.starts_at, date.ends_at)),
                choices=PollAnswer.Suits.choices, widget=forms.RadioSelect,
                initial=given.get(date.pk), error_messages={"required": _("Please say whether this date suits you.")},
            )  # fmt: skip

    def suits(self):
        """Return {date's key: value}."""
        return {pk: self.cleaned_data[name] for name, pk in self.dates.items()}


def spoken(starts_at, ends_at):
    """Return a date with its times in words, as "Tuesday 9 March 2027, 10:30–15:00"."""
    start, end = timezone.localtime(starts_at), timezone.localtime(ends_at)
    return f"{date_format(start, 'l j F Y')}, {time_format(start)}–{time_format(end)}"


class CopyForm(OnTheClock, forms.Form):
    """When the copy of a meeting is to be held, and whether its agenda is copied."""

    date = forms.DateField(label=gettext_lazy("Date"), widget=DateInput())
    starts = forms.TimeField(label=gettext_lazy("Starts"), widget=TimeInput())
    ends = forms.TimeField(label=gettext_lazy("Ends"), widget=TimeInput())
    with_agenda = forms.BooleanField(
        label=gettext_lazy("Copy the agenda too"),
        required=False,
        initial=True,
        help_text=gettext_lazy(
            "The items with their texts and minutes; presenters, papers, answers and the record stay with the old "
            "meeting."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.ask_which_hours()

    def clean(self):
        cleaned, self.slot = super().clean(), None
        date, starts, ends = (cleaned.get(name) for name in ("date", "starts", "ends"))
        if date and starts and ends:
            self.slot = tuple(self.moments_of(date, starts=starts, ends=ends).values())
            if not self.errors and (other := overlapping(*self.slot)):
                self.add_error("date", TAKEN % {"title": other})
        return cleaned
