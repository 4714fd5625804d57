"""Resources: files and links that help others, found by kind, topic, area and language, easy to read where they are."""
