"""The floor: the smallest honest page of Django. A session, its user, one query of twelve rows, a page of 15 kB."""

DATABASE = "floor"
