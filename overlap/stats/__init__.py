"""Statistics that know no column of ours: arrays in, numbers out."""
