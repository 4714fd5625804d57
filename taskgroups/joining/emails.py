"""The letters about joining a group, in the language of who reads them, asked again when they are sent."""

from django.utils.translation import gettext_lazy as _

from meetings.minutes import actions
from members.access import belongs
from members.letters.composing import compose, link
from members.letters.letters import builds
from members.letters.preferences import comes_at_once
from taskgroups.at_work import work
from taskgroups.joining import joining
from taskgroups.models import GroupAction, GroupRequest, TaskGroup

Answer, Kind = GroupRequest.Answer, GroupRequest.Kind


def _of(letter, **facts):
    """Return the request that a letter is about, if it is still so and its reader sees the group; else None."""
    if not belongs(letter.person):
        return None
    rows = GroupRequest.objects.filter(pk=letter.thing, **facts).select_related("group__convenor", "person")
    request = rows.filter(group__in=TaskGroup.objects.visible_to(letter.person)).first()
    return request if request and request.group.is_at_work else None


def _letter(template, letter, request):
    context = {"group": request.group, "asking": request.person, "link": link(request.group.get_absolute_url())}
    context["accepted"] = request.answer == Answer.ACCEPTED
    return compose(f"taskgroups/emails/{template}", context, name=letter.person.name, address=letter.person.email)


@builds(joining.ASKED, _("Asked into a group"))
def asked(letter):
    """To who is asked into a group, while they have not answered."""
    request = _of(letter, kind=Kind.ASKED, answer=Answer.WAITING, person=letter.person)
    return request and _letter("asked", letter, request)


@builds(joining.ASKS, _("Somebody asks to join a group"))
def asks(letter):
    """To its convenors, while they have not answered."""
    request = _of(letter, kind=Kind.ASKS, answer=Answer.WAITING)
    if request is None or letter.person.pk not in (request.group.convenor_id, request.group.deputy_id):
        return None
    return _letter("asks", letter, request)


@builds(joining.ANSWERED, _("The answer about joining a group"))
def answered(letter):
    """To who asked: the person who wanted to join, or the convenors who asked somebody."""
    request = _of(letter, answer__in=[Answer.ACCEPTED, Answer.DECLINED])
    if request is None:
        return None
    own = request.kind == Kind.ASKS
    if letter.person.pk not in ([request.person_id] if own else [request.group.convenor_id, request.group.deputy_id]):
        return None
    return _letter("answered_asking" if own else "answered_asked", letter, request)


@builds(work.GIVEN, _("An action of a group is given to somebody"))
def action_given(letter):
    """To who has been given an action of a group, while they have it; not to who wants no letters about actions."""
    mine = GroupAction.objects.visible_to(letter.person).open().filter(owner=letter.person).select_related("group")
    action = mine.filter(pk=letter.thing.partition(":")[0]).first()
    if action is None or not belongs(letter.person) or not comes_at_once(letter.person, actions.GIVEN):
        return None
    context = {"action": action, "group": action.group, "link": link(action.get_absolute_url())}
    return compose("taskgroups/emails/action_given", context, name=letter.person.name, address=letter.person.email)
