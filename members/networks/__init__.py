"""Networks and initiatives: who keeps up with each, the last contact, the next step."""
