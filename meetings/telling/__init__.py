"""Telling people and hearing from them: letters, notices, answers, guests."""
