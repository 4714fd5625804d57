"""Tests: Word documents as lines of text."""
