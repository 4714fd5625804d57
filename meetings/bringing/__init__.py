"""What other apps bring to a meeting: a text of theirs as an item of its agenda, with the text as a paper."""
