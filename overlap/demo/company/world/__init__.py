"""What is settled before the first lead: people, campaigns, channels, arrivals, and the effects that are planted."""
