"""What a signed agreement does to the numbers: shown before anyone signs, and built once somebody has."""
