"""Meetings in the calendars of people: files, invitations, and feeds of which each has an address of its own."""
