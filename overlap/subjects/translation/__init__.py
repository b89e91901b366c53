"""Translation: what a unit of any measure of marketing is worth to sales."""
