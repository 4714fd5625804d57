"""Answering consultations in time: the plan backwards from the deadline, drafts and remarks, sending, reminders."""
