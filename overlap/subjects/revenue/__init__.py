"""Joint revenue: credit to campaigns and people, return, pipeline."""
