"""Who the leads are, what they do with marketing, and how their score grows."""
