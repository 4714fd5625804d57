"""Deciding between meetings, tested."""
