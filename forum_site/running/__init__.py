"""What runs the site: settings from the environment, database, supervisor, static files, logs, answers."""
