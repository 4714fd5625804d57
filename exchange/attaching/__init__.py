"""Pictures and files of posts and comments."""
