"""What the load test of viewers is made of: a served app, what each viewer looks at, and what is said to it."""
