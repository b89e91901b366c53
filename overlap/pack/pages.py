"""The pages of which a pack has something, by what their address says."""

TITLES = {
    "review-meeting": "Review meeting",
    "goals": "Shared goals", "both-sides": "Both sides", "quality": "Lead quality", "follow-up": "Follow-up",
    "funnel": "Funnel leaks", "revenue": "Joint revenue", "capacity": "Capacity",
    "translation": "Translation", "data": "Restatements",
}  # fmt: skip
