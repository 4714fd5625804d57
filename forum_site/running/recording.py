"""What the history says of changes that no request makes: which background job they come from, or which command."""


def of_job(call_next, context, worker):
    """Run a job of the worker, and have the database write its name beside what it changes."""
    import pghistory  # the settings name this function before there are models

    with pghistory.context(job=context.task.name if context.task else ""):
        return call_next()
