"""Standing and offices: joining, organisations in the Forum, renewals, terms, and their ends."""
