"""Finding words in everything: how they are folded, indexed by the database, asked for and marked."""
