"""What SQL is the wrong tool for on Funnel leaks."""
