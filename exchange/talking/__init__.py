"""What is said to a post, by whom it is heard, and the talk about what members decide between meetings."""
