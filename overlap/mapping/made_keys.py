"""Keys a file may lack, because what happened tells one record from the next: they are made of it."""

MADE_KEYS = frozenset(
    (
        ("touches", "touch_id"),
        ("activities", "activity_id"),
        ("feedback", "feedback_id"),
        ("handoffs", "handoff_id"),
        ("goals", "goal_id"),
    )
)
