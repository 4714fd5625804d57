"""Forms for an answer to a proposal: yes or no, one choice, those that one approves, or choices put in order.

Each gives its `answer`, as the verb takes it; and says which of the choices is meant where something is wrong.
"""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.balloting.results import ANSWERS
from meetings.models import Ballot, Vote

Choice, Kind = Vote.Choice, Ballot.Kind
INSTEAD = [(choice.value, choice.label) for choice in (Choice.ABSTAIN, Choice.DISCUSS)]
NOTHING = gettext_lazy("Please choose, or say that you abstain or want it discussed.")
BOTH = gettext_lazy("Please either choose, or abstain or ask to discuss it.")

WITH_NAME = gettext_lazy("If you like. It is shown with your name once the answers are counted.")


class AnswerForm(forms.ModelForm):
    """A member's answer, with the reason."""

    class Meta:
        model = Vote
        fields = ["reason"]
        widgets = {"reason": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, ballot, **kwargs):
        super().__init__(*args, **kwargs)
        self.ballot = ballot
        self.options = {str(option.pk): option for option in ballot.options.all()} if ballot.has_options else {}
        if not ballot.is_secret:
            self.fields["reason"].help_text = WITH_NAME
        self.before = self._before() if self.options and self.instance.pk else []
        self.add_fields()
        self.order_fields([name for name in self.fields if name != "reason"])

    def _before(self) -> list[str]:
        """Return what was chosen before, as keys in their order."""
        return [str(key) for key in self.instance.preferences.values_list("option", flat=True)]

    def add_fields(self) -> None:
        """Add the fields in which one answers: here yes, no, abstain and discuss."""
        offered = [(choice.value, choice.label) for choice in ANSWERS[False]]
        self.fields["choice"] = forms.ChoiceField(
            label=gettext_lazy("Your answer"), choices=offered, widget=forms.RadioSelect, initial=self.instance.choice
        )

    @property
    def chosen(self) -> list[str]:
        """The keys of what is chosen, in its order."""
        return []

    @property
    def answer(self) -> dict:
        """What was sent, as `ballots.vote` takes it."""
        chosen = [self.options[key] for key in self.chosen]
        choice = Choice.CHOSEN if chosen else self.cleaned_data["choice"]
        return {"choice": choice, "reason": self.cleaned_data["reason"], "chosen": chosen}


class OneForm(AnswerForm):
    """One of several choices."""

    def add_fields(self) -> None:
        titles = [(key, option.title) for key, option in self.options.items()]
        self.fields["choice"] = forms.ChoiceField(
            label=gettext_lazy("Your choice"), choices=[*titles, *INSTEAD], widget=forms.RadioSelect,
            initial=self.before[0] if self.before else self.instance.choice,
            error_messages={"required": NOTHING},
        )  # fmt: skip

    @property
    def chosen(self) -> list[str]:
        return [key for key in [self.cleaned_data["choice"]] if key in self.options]


class _WithInsteadForm(AnswerForm):
    """Choices of which several are named, or else that one abstains or wants it discussed."""

    def add_instead(self) -> None:
        self.fields["choice"] = forms.ChoiceField(
            label=gettext_lazy("Or instead"), required=False, widget=forms.RadioSelect,
            choices=[("", gettext_lazy("What I have chosen above counts")), *INSTEAD],
            initial="" if self.before else self.instance.choice,
        )  # fmt: skip

    def clean(self):
        cleaned = super().clean()
        if not self.errors and bool(self.chosen) == bool(cleaned["choice"]):
            self.add_error("choice", BOTH if self.chosen else NOTHING)
        return cleaned


class ApproveForm(_WithInsteadForm):
    """Any number of choices that one approves."""

    def add_fields(self) -> None:
        titles = [(key, option.title) for key, option in self.options.items()]
        self.fields["approved"] = forms.MultipleChoiceField(
            label=gettext_lazy("Tick all that you approve"), choices=titles, required=False,
            widget=forms.CheckboxSelectMultiple, initial=self.before,
        )  # fmt: skip
        self.add_instead()

    @property
    def chosen(self) -> list[str]:
        return self.cleaned_data["approved"]


class RankedForm(_WithInsteadForm):
    """Choices put in order by a number for each; those that one does not mind about stay without."""

    def add_fields(self) -> None:
        numbers = [("", "–"), *((str(number), str(number)) for number in range(1, len(self.options) + 1))]
        for key, option in self.options.items():
            place = str(self.before.index(key) + 1) if key in self.before else ""
            self.fields[f"rank_{key}"] = forms.ChoiceField(
                label=option.title, choices=numbers, required=False, initial=place
            )
        self.add_instead()

    @property
    def ranks(self) -> dict[str, int]:
        """{key: rank} of the choices that have one."""
        sent = {key: self.cleaned_data.get(f"rank_{key}") for key in self.options}
        return {key: int(rank) for key, rank in sent.items() if rank}

    @property
    def chosen(self) -> list[str]:
        return sorted(self.ranks, key=self.ranks.get)

    def clean(self):
        cleaned = super().clean()
        taken: dict[int, str] = {}
        for key, rank in self.ranks.items():
            if rank in taken:
                said = _("%(number)s is given twice: to “%(one)s” too.")
                self.add_error(f"rank_{key}", said % {"number": rank, "one": self.options[taken[rank]].title})
            taken.setdefault(rank, key)
        missing = next((rank for rank in range(1, max(taken, default=0)) if rank not in taken), None)
        if missing is not None and not self.errors:
            said = _("Please number your choices 1, 2, 3 … without a gap: %(number)s is missing.")
            self.add_error(f"rank_{taken[max(taken)]}", said % {"number": missing})
        return cleaned


FORMS = {Kind.YES_NO: AnswerForm, Kind.ONE: OneForm, Kind.APPROVE: ApproveForm, Kind.RANKED: RankedForm}


def answering(ballot, data, mine) -> AnswerForm:
    """Return the form in which a ballot of its kind is answered, filled with what was answered before (`mine`)."""
    return FORMS[ballot.kind](data, instance=mine, ballot=ballot)
