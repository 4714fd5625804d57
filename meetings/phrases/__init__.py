"""What words of minutes mean, in English and Welsh: dates, names, lists, decisions, actions. Knows no model."""
