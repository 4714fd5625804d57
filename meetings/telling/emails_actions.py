"""The letter about actions that somebody is given between meetings."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from meetings.minutes import actions
from members.access import belongs
from members.letters import letters, preferences
from members.letters.composing import compose, link

preferences.offer(actions.GIVEN, _("Actions that you are given between meetings"), goes_with_digest=False)


@letters.builds(actions.GIVEN, _("An action is given to somebody"))
def actions_given(letter):
    """To who has been given actions, of those that they have still: what minutes give when they are circulated, these
    tell themselves.
    """
    mine = actions.told_of(letter).select_related("paragraph__item__meeting")
    if not belongs(letter.person) or not mine:
        return None
    context = {"actions": list(mine), "link": link(reverse("meetings:my_actions"))}
    return compose("meetings/emails/actions_given", context, name=letter.person.name, address=letter.person.email)
