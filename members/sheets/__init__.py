"""Spreadsheets of people and organisations: read, judged row by row, applied, undone, exported."""
