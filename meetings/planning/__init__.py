"""Planning: the dates of a year, polls, a meeting's own facts, and its way from planned to held."""
