"""Why a mail server did not take a letter: for good, because of its address, or for now; and the sentence for it."""

from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.utils.translation import gettext as _

OF_THE_ADDRESS = {550, 551, 553}  # there is no such mailbox (RFC 5321, 4.2.3)
OF_THE_SERVER = b"5.7."  # how an answer begins that refuses us, whoever the letter is to (RFC 3463, 3.8)
NOT_MADE = "NotMade"  # why it failed where the letter could not even be put together
REFUSED = SMTPRecipientsRefused.__name__
CAME_BACK = "CameBack"  # it was taken, and came back later
STOPPED = "Stopped"  # it was not sent, because letters to its address come back
NO_MAILBOX, FULL = {"5.1.1", "5.1.0", "5.1.3", "5.1.6", "5.1.10"}, {"5.2.2", "4.2.2"}
CLOSED, OF_DOMAIN = "5.2.1", "5.1.2"


def is_for_good(refusal: OSError) -> bool:
    """Whether trying again cannot help: each address was refused for what it is. A server may change its mind."""
    replies = refusal.recipients.values() if isinstance(refusal, SMTPRecipientsRefused) else ()
    return bool(replies) and all(
        code in OF_THE_ADDRESS and not bytes(reply).startswith(OF_THE_SERVER) for code, reply in replies
    )


def reason(refusal: OSError) -> str:
    """Return why a letter was not taken, without any address in it, as the ledger keeps it."""
    return " ".join([type(refusal).__name__, *map(str, _codes(refusal))])[:100]


def came_back(status: str) -> str:
    """Return why a letter came back (a status of RFC 3463), as the ledger keeps it."""
    return f"{CAME_BACK} {status}"


def sentence(reason: str) -> str:
    """Return what the ledger keeps as a sentence, in the reader's language."""
    kind, code, *_others = [*reason.split(), "", ""]
    if kind == CAME_BACK:
        return " ".join([_("The letter came back."), why(code)])
    if kind == STOPPED:
        return _("Letters to this address come back, so it was not sent.")
    if kind == NOT_MADE:
        return _("The letter could not be put together. The log says why.")
    if kind == REFUSED and code.isdecimal() and int(code) in OF_THE_ADDRESS:
        return _("The mail server says that there is no such address (%(code)s).") % {"code": code}
    if code:
        return _("The mail server does not take letters from this site now (%(code)s).") % {"code": code}
    return _("The mail server cannot be reached.")


def why(status: str) -> str:
    """Return what the other mail server said (a status of RFC 3463) as a sentence, in the reader's language."""
    said = {
        **dict.fromkeys(NO_MAILBOX, _("There is no such address.")),
        OF_DOMAIN: _("There is no such mail server: what stands after the @ is wrong, or has ended."),
        CLOSED: _("The mailbox is closed."),
        **dict.fromkeys(FULL, _("The mailbox is full.")),
    }
    other = _("Their mail server gives the reason %(code)s.") % {"code": status}
    return said.get(status, other)


def _codes(refusal) -> list:
    """Return the SMTP reply codes in an error of smtplib."""
    if isinstance(refusal, SMTPRecipientsRefused):
        return [code for code, _reply in refusal.recipients.values()]
    return [refusal.smtp_code] if isinstance(refusal, SMTPResponseException) else []
