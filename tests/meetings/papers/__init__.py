"""Papers under items, the pack that binds them, and agendas and minutes as files to keep., tested."""
