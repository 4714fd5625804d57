"""What the Forum's documents say where a rule of the Forum is used: which pages use which, and the words in force."""

from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.both_languages import reading_language
from common.doors.overview import Line, Part
from common.editing import IllegalChange, locked
from common.keeping import shelf_with
from library.governing.threads import Threads
from library.models import GovernedRule
from members.access import circle_of

MOST = 6  # lines of one rule
Rule = GovernedRule.Rule
PAGES = {  # which rules a page uses
    "meetings:rules": (Rule.QUORUM, Rule.NOTICE, Rule.MINUTES),
    "meetings:register": (Rule.QUORUM,),
    "meetings:ask_ballot": (Rule.DECIDING,),
    "members:membership_rules": (Rule.MEMBERSHIP,),
    "members:offices_all": (Rule.OFFICES,),
    "taskgroups:set_up_group": (Rule.GROUPS,),
}


@transaction.atomic
def govern(*, clause, rule) -> GovernedRule:
    """Note that a rule rests on a clause, and return that; raises IllegalChange where it rests on another one."""
    locked(clause.in_version.document)
    row = GovernedRule.objects.filter(rule=rule).first()
    if row is None:
        return GovernedRule.objects.create(rule=rule, clause=clause)
    if row.clause_id != clause.pk:
        raise IllegalChange(_("Another clause governs this rule. Take that away first."))
    return row


def release(*, row) -> None:
    """Note that no clause governs a rule any more."""
    row.delete()


def governed_by(clauses) -> list[GovernedRule]:
    """Return the rules that rest on any of these clauses."""
    keys = [clause.pk for clause in clauses]
    return sorted(GovernedRule.objects.filter(clause__in=keys), key=lambda row: row.get_rule_display())


def says(names, reader, **_arguments) -> list[Part]:
    """Return what the clauses say, in force, on which these rules rest and which a reader may read, as one Part."""
    circle = circle_of(reader)
    key = ("rules say", names, circle, reading_language(), timezone.localdate())
    return shelf_with(reader).keep(key, lambda: _said(names, circle))


def _said(names, circle):
    rows = GovernedRule.objects.visible_within(circle).filter(rule__in=names)
    rows = sorted(rows.select_related("clause__in_version__document"), key=lambda row: names.index(row.rule))
    documents = {row.clause.in_version.document_id: row.clause.in_version.document for row in rows}
    threads = {key: Threads(document, circle) for key, document in documents.items()}
    lines = [line for row in rows for line in _lines(row, threads[row.clause.in_version.document_id])]
    return [Part(_("What the Forum’s documents say"), lines)] if lines else []


def _lines(row, threads) -> list[Line]:
    """Return the clauses that govern a rule today, each with its words: those of a heading stand below it."""
    found = []
    for clause in threads.now(row.clause):
        said = [clause, *threads.below(clause)] if clause.is_heading else [clause]
        found += [_line(one) for one in said if one.text or not clause.is_heading][:MOST]
    return found


def _line(clause) -> Line:
    named = {"document": clause.in_version.document.title, "number": clause.number}
    return Line(_("%(document)s, clause %(number)s") % named, clause.address_in_force, clause.words)


BESIDE = {page: partial(says, names) for page, names in PAGES.items()}
