"""Times as a clock on a wall in Wales shows them: one hour of March that there is not, and one of October twice."""

import datetime
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

NO_SUCH_TIME = _("There is no such time on that day: the clocks change. Please choose another.")
COMES_TWICE = _("This time comes twice on that day, because the clocks go back. Please say which one you mean.")
FIRST, SECOND = "first", "second"
WHICH = [(FIRST, _("The first time, by summer time")), (SECOND, _("The second time, an hour later, by winter time"))]


def _both(day, time) -> tuple:
    """Return the two moments that a time may mean, which differ only as the clocks change."""
    wales = ZoneInfo(settings.TIME_ZONE)
    return tuple(datetime.datetime.combine(day, time.replace(fold=fold), wales) for fold in (0, 1))


def comes_twice(day, time) -> bool:
    """Whether clocks in Wales show a time twice on a day."""
    first, second = _both(day, time)
    return first.utcoffset() > second.utcoffset()


def on_the_clock(day, time, which=FIRST):
    """Return the moment (in UTC, where hours are hours) at which clocks show a time: where that comes twice, the first
    unless told. Raises ValidationError for a time that they leave out.
    """
    first, second = _both(day, time)
    if first.utcoffset() < second.utcoffset():
        raise ValidationError(NO_SUCH_TIME, code="left_out")
    return (second if which == SECOND else first).astimezone(datetime.UTC)


def which_of(moment) -> str:
    """Return which of two a moment is, in the words of the forms."""
    return SECOND if timezone.localtime(moment).fold else FIRST


class WhichField(forms.ChoiceField):
    """The question which of the two hours is meant; a form has it only where a time comes twice."""

    def __init__(self, label):
        label = _("%(time)s: which of the two?") % {"time": label}
        super().__init__(label=label, choices=WHICH, widget=forms.RadioSelect, error_messages={"required": COMES_TWICE})


def ask_which(form, name, after, day, time) -> None:
    """Add to a form the field `name`, after the field of the time, if that comes twice on the day."""
    if day and time and comes_twice(day, time):
        form.fields[name] = WhichField(form.fields[after].label)
        names = [one for one in form.fields if one != name]
        names.insert(names.index(after) + 1, name)
        form.order_fields(names)


class OnTheClock:
    """Part of a form with the fields `date`, `starts` and `ends`: asks which hour is meant where one comes twice."""

    def ask_which_hours(self) -> None:
        """Add the questions that are called for by what stands in the form."""
        for name in ("starts", "ends"):
            ask_which(self, f"{name}_which", name, self._standing("date"), self._standing(name))

    def _standing(self, name):
        try:
            return self.fields[name].to_python(self[name].value())
        except ValidationError:
            return None

    def moments_of(self, date, **times) -> dict:
        """Return {name: moment} of the times (by the name of their field); one that there is not is an error at its
        field.
        """
        found = {}
        for name, time in times.items():
            try:
                found[name] = on_the_clock(date, time, self.cleaned_data.get(f"{name}_which", FIRST))
            except ValidationError as fault:
                self.add_error(name, fault)
        if len(found) == len(times) and found["ends"] <= found["starts"]:
            self.add_error("ends", _("The meeting ends before it starts. Please check the times."))
            return {}
        return found


class MomentInput(forms.DateTimeInput):
    """The browser's own picker of a date with a time."""

    input_type = "datetime-local"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%dT%H:%M", **kwargs)


class MomentField(forms.DateTimeField):
    """A date with a time; `which` says which one is meant where it comes twice."""

    widget = MomentInput
    which = FIRST

    def clock(self, value):
        """Return (day, time) as they are typed, or (None, None)."""
        try:
            typed = super().to_python(value)
        except ValidationError as fault:
            typed = (fault.params or {}).get("datetime")  # as Django tells a time that comes twice, or not at all
        local = typed and (timezone.localtime(typed) if timezone.is_aware(typed) else typed)
        return (local.date(), local.time()) if local else (None, None)

    def to_python(self, value):
        day, time = self.clock(value)
        return on_the_clock(day, time, self.which) if day else super().to_python(value)
