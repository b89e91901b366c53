"""The parts of a pack, a file a page: what it says, made from the reports and sentences of that page."""
