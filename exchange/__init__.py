"""Ideas, questions and offers of talks between meetings, and what others say to them."""
