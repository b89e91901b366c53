"""The warehouse: a sequence of immutable generations, built from exports and read through a locked-down reader."""
