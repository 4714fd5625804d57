"""What becomes of ideas: who is interested, what came of one, and where its page leads back from."""
