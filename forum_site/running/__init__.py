"""What runs the site: settings from the environment, database, supervisor, backups, logs, health, catalogues."""
