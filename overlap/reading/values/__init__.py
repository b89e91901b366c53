"""What a value may be, as SQL: how its text is cleaned and typed, and what is said of a wrong one."""
