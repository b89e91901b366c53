"""Who has typed something into the demo's store: roles, marked as demo, so that nobody takes them for a real person."""

MARK = "(demo)"
MARKETING = f"Head of marketing {MARK}"
SALES = f"Head of sales {MARK}"
OPERATIONS = f"Marketing operations {MARK}"
CAMPAIGNS = f"Campaign manager {MARK}"


def marked(name: str) -> str:
    """A person of the data as one of the demo."""
    return f"{name} {MARK}"
