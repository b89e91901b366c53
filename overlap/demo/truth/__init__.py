"""What is planted in the demo company, and what the reports find of it."""
