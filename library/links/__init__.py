"""Links that lead nowhere any more: asked politely once a week, and told to who keeps the library."""
