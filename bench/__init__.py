"""What the pages cost, as multiples of the smallest honest page of Django on the same machine in the same minute."""
