"""What goes on paper: pages set as PDF and sheets of Word, with rich text, lists and tables in both languages."""
