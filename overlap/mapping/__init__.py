"""From a guess to a source of the company's own: what is asked, what was answered, the folder that keeps it."""
