"""What people say of leads: the form, the queue, and what stands."""
