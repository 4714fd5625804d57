"""Coming into a group and leaving it: who is asked, who asks, and what is answered."""
