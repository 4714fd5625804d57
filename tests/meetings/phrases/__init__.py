"""Tests: The words of past minutes."""
