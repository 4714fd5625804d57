"""The letters about joining a group, in the language of who reads them, asked again when they are sent."""

from django.utils.translation import gettext_lazy as _

from members.access import belongs
from members.letters.composing import compose, link
from members.letters.letters import builds
from taskgroups.joining import joining
from taskgroups.models import GroupRequest, TaskGroup

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
