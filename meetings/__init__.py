"""Meetings from plan to confirmed minutes: agenda, attendance, minutes, decisions, actions."""
