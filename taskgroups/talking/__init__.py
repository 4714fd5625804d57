"""What the people of a group say: messages, letters to all of them, and the line of each month."""
