"""The minutes: written, circulated, corrected, confirmed; with their decisions and actions."""
