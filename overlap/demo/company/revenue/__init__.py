"""What is earned: deals and their stages, what is written down late, each quarter's result and its goal."""
