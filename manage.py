#!/usr/bin/env python
"""Runs the site's commands; without DATABASE_URL, beside a Postgres of its own for as long as the command lasts."""

import os
import sys

WITHOUT_DATABASE = {"catalogues", "check", "clean_sample", "collectstatic", "help", "version", "--version", "--help"}


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forum_site.settings")
    from django.core.management import execute_from_command_line

    from forum_site import database

    if len(sys.argv) < 2 or sys.argv[1] in WITHOUT_DATABASE or not database.is_embedded():
        execute_from_command_line(sys.argv)
        return
    with database.running():
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
