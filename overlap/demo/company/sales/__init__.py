"""What sales does with a lead: the handoff, who answers it and when, and what becomes of it."""
