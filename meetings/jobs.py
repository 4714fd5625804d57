"""Background work of the meetings: each job asks what is due and not done, then calls a verb."""

from procrastinate.contrib.django import app

from meetings import retention  # noqa: F401 (adds rules)
from meetings.agenda import pack_due
from meetings.balloting import ballots
from meetings.balloting import emails as emails_ballots  # noqa: F401 (builds letters)
from meetings.day import feedback
from meetings.digest import between, parts
from meetings.minutes import actions, corrections
from meetings.models import Ballot
from meetings.papers import pack, papers, reading
from meetings.proposing import proposals
from meetings.telling import answers, chasers, emails, emails_actions, notices  # noqa: F401 (builds letters)

LETTERS = (  # the worker builds these
    *(emails.NOTICE, emails.CHANGE, emails.REMINDER, emails.ACTIONS, emails.DUE, emails.MINUTES, emails.CHASED),
    *(emails.TRIAL, actions.GIVEN),
    *(proposals.LETTER, corrections.LETTER),
    *(ballots.LETTER, ballots.CLOSING, ballots.RESULT, feedback.LETTER, chasers.LETTER, parts.DIGEST),
)


@app.task(name=papers.COUNT_WORDS)
def count_words(side_id):
    """Count the words of a new file, for its reading time."""
    papers.count_words(side_id=side_id)


@app.periodic(cron="*/5 * * * *")
@app.task(name="meetings.read_files")
def read_files(timestamp):
    """Read the words of files that nobody has read yet, so that a search finds them."""
    reading.read_due()


@app.task(name=pack_due.MAKE_PACKS)
def make_packs(meeting_id):
    """Make those packs of a meeting anew that are not what they would be made of now."""
    pack.make_packs(meeting_id=meeting_id)


@app.periodic(cron="7 * * * *")
@app.task(name="meetings.remind")
def remind(timestamp):
    """Send an agenda that is out to who has joined since, remind those who have not answered to a meeting or a ballot,
    and ask the owners of open actions; each once, whenever the worker comes to it.
    """
    notices.tell_newcomers()
    for meeting in notices.due_reminders():
        notices.remind_the_silent(meeting=meeting)
    for meeting in notices.due_questions():
        notices.ask_owners(meeting=meeting)
    notices.remind_owners()
    ballots.remind()


@app.periodic(cron="37 * * * *")
@app.task(name="meetings.close_ballots")
def close_ballots(timestamp):
    """Record what members decided between meetings, once the closing day is past,
    and report it as soon as a meeting is planned.
    """
    for ballot in Ballot.objects.due():
        ballots.close(ballot=ballot)
    for ballot in Ballot.objects.unreported():
        ballots.report(ballot=ballot)


@app.periodic(cron="27 * * * *")
@app.task(name="meetings.forget_needs")
def forget_needs(timestamp):
    """Delete what people said would help them, once the meeting is over."""
    answers.forget_needs()


@app.periodic(cron="17 * * * *")
@app.task(name="meetings.after_meetings")
def after_meetings(timestamp):
    """Ask those who were there what they thought, and remind the administrators of minutes that are late; each once."""
    for meeting in feedback.due():
        feedback.ask(meeting=meeting)
    chasers.chase_minutes()


@app.periodic(cron="32 * * * *")
@app.task(name="meetings.tell_news")
def tell_news(timestamp):
    """Tell whoever chose it what is new between two meetings; it asks every hour, so that no day is missed."""
    between.send_due()
