"""How fast Overlap is beside others and beside the least work there is; run by hand, never part of the tests."""
