"""A house cut into shards of whole clusters of leads, each built by itself with the same models."""
