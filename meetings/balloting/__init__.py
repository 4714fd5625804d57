"""Deciding between meetings: what members are asked, their answers, and what came of it."""
