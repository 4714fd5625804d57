"""allauth's forms in the Forum's words: labels that say what is wanted,
no placeholder that says it again and then goes away.
"""

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as factors
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as app
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn import forms as keys
from django.utils.translation import gettext_lazy as _

from members.access import must_have_second_factor
from members.account import ratelimits
from members.account.stages import has_app

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "remember": _("Keep me logged in on this device"),
    "oldpassword": _("Your password now"),
    "password1": _("New password"),
    "password2": _("New password once more"),
    "code": _("Code"),
    "name": _("Name of the key"),
    "passwordless": _("Log in with this key alone, without a password"),
}


class Worded:
    """Puts our labels on a form of allauth's."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
        if "passwordless" in self.fields:
            self.fields["passwordless"].help_text = _(
                "The device then asks for your finger, your face or its PIN. Without this tick the key is asked for "
                "after every password and every code, and without the key you do not get in."
            )


class LoginForm(Worded, account.LoginForm):
    pass


class RequestLoginCodeForm(Worded, account.RequestLoginCodeForm):
    pass


class ConfirmLoginCodeForm(Worded, account.ConfirmLoginCodeForm):
    """A code by mail: it logs in once, though it may be awaited in several browsers."""

    def clean_code(self):
        code = super().clean_code()
        if not ratelimits.is_live(self.expected_code):
            raise get_adapter().validation_error("incorrect_code")
        return code


class AddEmailForm(Worded, account.AddEmailForm):
    pass


class ChangePasswordForm(Worded, account.ChangePasswordForm):
    pass


class SetPasswordForm(Worded, account.SetPasswordForm):
    pass


class ResetPasswordForm(Worded, account.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(Worded, account.ResetPasswordKeyForm):
    pass


class ReauthenticateForm(Worded, account.ReauthenticateForm):
    pass


class AuthenticateForm(Worded, factors.AuthenticateForm):
    """The second factor; the page speaks of an app to those who have one."""

    @property
    def has_app(self) -> bool:
        """Whether codes of an app can be typed."""
        return has_app(self.user)


class ReauthenticateCodeForm(Worded, factors.ReauthenticateForm):
    pass


class ActivateAppForm(Worded, app.ActivateTOTPForm):
    """The first code of a new app: it sets the app up, and logs nobody in afterwards."""

    def clean_code(self):
        code = super().clean_code()
        TOTP(Authenticator(user=self.user))._mark_code_used(code)
        return code


class AddKeyForm(Worded, keys.AddWebAuthnForm):
    """A new key logs in alone unless its owner would rather not."""

    @property
    def needs_factor(self) -> bool:
        """Whether its owner must log in with a second factor anyway."""
        return must_have_second_factor(self.user)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "passwordless" in self.fields:
            self.fields["passwordless"].initial = True


class EditKeyForm(Worded, keys.EditWebAuthnForm):
    pass
