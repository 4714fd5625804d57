"""What the site knows of the two languages besides its catalogues: the order of names, how people write days."""
