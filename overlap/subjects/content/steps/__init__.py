"""What SQL is the wrong tool for in Content."""
