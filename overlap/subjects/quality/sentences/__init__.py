"""What the page says: rows in, Markdown out, names escaped by whoever shows them."""
