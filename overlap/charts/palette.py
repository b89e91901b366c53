"""The colours of every chart, once for each theme: marks of at least 3:1 on the page, words of at least 4.5:1."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """Blue is marketing, orange sales, violet what they share, grey context; green and red only say good and bad."""

    background: str
    border: str
    ink: str
    muted: str
    marketing_text: str
    sales_text: str
    shared_text: str
    good_text: str
    bad_text: str
    strongest: float  # the alpha of the fullest heat-map cell on which `ink` can still be read
    marketing: str = "#3B6FD4"
    sales: str = "#D97A0B"
    shared: str = "#7C5CC4"
    good: str = "#2A8C5A"
    bad: str = "#C94630"
    grey: str = "#8a94a3"

    def faded(self, colour: str, alpha: float) -> str:
        """`colour`, a `#rrggbb` of this palette, at `alpha` between 0 (clear) and 1."""
        red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
        return f"rgba({red},{green},{blue},{alpha:.2f})"


LIGHT = Palette(
    background="#ffffff",
    border="#e3e7ed",
    ink="#0b1018",
    muted="#5b6675",
    marketing_text="#2F5BB0",
    sales_text="#A85800",
    shared_text="#5F3FA8",
    good_text="#1E6B44",
    bad_text="#A33421",
    strongest=0.62,
)
DARK = Palette(
    background="#12161c",
    border="#2b3440",
    ink="#e7ebf1",
    muted="#a4aebb",
    marketing_text="#8FB3F5",
    sales_text="#F2AD5C",
    shared_text="#BCA6EC",
    good_text="#7CCFA1",
    bad_text="#F09C8C",
    strongest=0.92,
)
