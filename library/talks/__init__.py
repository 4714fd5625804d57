"""Talks from the offer to the shelf, and the case studies of social co-operatives with their map."""
