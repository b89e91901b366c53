"""From frames to files, with faulty records on request."""
