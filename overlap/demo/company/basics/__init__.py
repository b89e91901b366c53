"""What every draw and every row stands on: random numbers, the regions' clocks, columns of the canonical tables."""
