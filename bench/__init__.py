"""How long the main pages take, as a multiple of a bare Django page on the same machine in the same minute."""
