"""When logging in asks for a second factor: never for one that somebody has only as another way in."""

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage

from members import access


class SecondFactorStage(AuthenticateStage):
    """Asks for the second factor; but a code by mail goes on letting in whoever needs none and has passkeys alone.

    A passkey that logs in by itself is no second factor: with the device lost, its owner would have no way in.
    """

    def _should_handle(self, request) -> bool:
        if not super()._should_handle(request):
            return False
        person = self.login.user
        records = get_authentication_records(request, person)
        came_by_mail = bool(records) and records[-1].get("method") == "code"
        return not came_by_mail or access.must_have_second_factor(person) or not has_passkeys_alone(person)


def has_passkeys_alone(person) -> bool:
    """Whether all that somebody has besides password and codes by mail are keys that log in by themselves."""
    factors = Authenticator.objects.filter(user=person).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return all(one.type == Authenticator.Type.WEBAUTHN and one.wrap().is_passwordless for one in factors)


def has_app(person) -> bool:
    """Whether somebody has an authenticator app, which shows codes to type."""
    return Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists()
