"""The sentences that answer a page's question: rows in, Markdown out, names escaped by whoever shows them."""
