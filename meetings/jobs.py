"""Background work of the meetings: each job asks what is due and not done, then calls a verb."""

from procrastinate.contrib.django import app

from meetings import answers, emails, notices, pack, papers

LETTERS = (emails.NOTICE, emails.CHANGE, emails.REMINDER, emails.ACTIONS)  # the worker builds these


@app.task(name=papers.COUNT_WORDS)
def count_words(side_id):
    """Count the words of a new file, for its reading time."""
    papers.count_words(side_id=side_id)


@app.task(name=pack.MAKE_PACKS)
def make_packs(meeting_id):
    """Make those packs of a meeting anew that are not what they would be made of now."""
    pack.make_packs(meeting_id=meeting_id)


@app.periodic(cron="7 * * * *")
@app.task(name="meetings.remind")
def remind(timestamp):
    """Remind those who have not answered, and ask the owners of open actions; each once, whenever the worker comes to it."""
    for meeting in notices.due_reminders():
        notices.remind_the_silent(meeting=meeting)
    for meeting in notices.due_questions():
        notices.ask_owners(meeting=meeting)


@app.periodic(cron="27 * * * *")
@app.task(name="meetings.forget_needs")
def forget_needs(timestamp):
    """Delete what people said would help them, once the meeting is over."""
    answers.forget_needs()
