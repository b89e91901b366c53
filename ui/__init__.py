"""The Streamlit that pages share: the cache boundary, filters, cards, drawers."""
