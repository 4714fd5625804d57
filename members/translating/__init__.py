"""Texts that stand in two languages, and the desk at which the side that is missing or older is written."""
