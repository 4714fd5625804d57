"""Why a mail server did not take a letter: for good, because of its address, or for now; and the sentence for it."""

from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.utils.translation import gettext as _

OF_THE_ADDRESS = {550, 551, 553}  # there is no such mailbox (RFC 5321, 4.2.3)
OF_THE_SERVER = b"5.7."  # how an answer begins that refuses us, whoever the letter is to (RFC 3463, 3.8)
NOT_MADE = "NotMade"  # why it failed where the letter could not even be put together
REFUSED = SMTPRecipientsRefused.__name__


def is_for_good(refusal: OSError) -> bool:
    """Whether trying again cannot help: each address was refused for what it is. A server may change its mind."""
    replies = refusal.recipients.values() if isinstance(refusal, SMTPRecipientsRefused) else ()
    return bool(replies) and all(
        code in OF_THE_ADDRESS and not bytes(reply).startswith(OF_THE_SERVER) for code, reply in replies
    )


def reason(refusal: OSError) -> str:
    """Return why a letter was not taken, without any address in it, as the ledger keeps it."""
    return " ".join([type(refusal).__name__, *map(str, _codes(refusal))])[:100]


def sentence(reason: str) -> str:
    """Return what the ledger keeps as a sentence, in the reader's language."""
    kind, code, *_others = [*reason.split(), "", ""]
    if kind == NOT_MADE:
        return _("The letter could not be put together. The log says why.")
    if kind == REFUSED and code.isdecimal() and int(code) in OF_THE_ADDRESS:
        return _("The mail server says that there is no such address (%(code)s).") % {"code": code}
    if code:
        return _("The mail server does not take letters from this site now (%(code)s).") % {"code": code}
    return _("The mail server cannot be reached.")


def _codes(refusal) -> list:
    """Return the SMTP reply codes in an error of smtplib."""
    if isinstance(refusal, SMTPRecipientsRefused):
        return [code for code, _reply in refusal.recipients.values()]
    return [refusal.smtp_code] if isinstance(refusal, SMTPResponseException) else []
