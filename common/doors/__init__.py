"""What apps hand upward: through one door each, and what of theirs waits for somebody."""
