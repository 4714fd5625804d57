"""The minutes: written, circulated, corrected, confirmed; with their decisions, ballots and actions."""
