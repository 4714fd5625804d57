"""Spreadsheets of people and organisations, tested."""
