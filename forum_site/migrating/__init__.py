"""Migrations: drawn leanly, and run with locks so brief that who reads hardly waits."""
