#!/usr/bin/env python
"""Runs the site's commands; without DATABASE_URL, beside a Postgres of its own for as long as the command lasts."""

import os
import sys
from contextlib import nullcontext

WITHOUT_DATABASE = {"catalogues", "check", "clean_sample", "collectstatic", "help", "version", "--version", "--help"}
LASTING = {"migrate", "procrastinate", "runserver", "serve"}


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forum_site.settings")
    from django.core.management import execute_from_command_line

    from forum_site.running import database

    if len(sys.argv) < 2 or sys.argv[1] in WITHOUT_DATABASE or not database.is_embedded():
        named_in_history(execute_from_command_line)
        return
    with database.running():
        named_in_history(execute_from_command_line)


def named_in_history(execute):
    """Run the command, and have the history name it;
    those that go on for long say themselves which request or job it is.
    """
    import pghistory
    from django.core.exceptions import ImproperlyConfigured

    name = sys.argv[1] if len(sys.argv) > 1 else "help"
    with nullcontext() if name in LASTING else pghistory.context(command=name):
        try:
            execute(sys.argv)
        except ImproperlyConfigured as reason:  # its sentence says it all
            sys.exit(str(reason))


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
