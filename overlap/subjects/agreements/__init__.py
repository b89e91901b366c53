"""What both teams signed, as pages show it."""
