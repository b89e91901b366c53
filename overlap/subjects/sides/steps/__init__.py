"""What SQL is the wrong tool for on Both sides."""
