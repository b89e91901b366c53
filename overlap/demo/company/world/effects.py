"""What is planted in the demo company: every effect is one number, and zero takes the effect away."""

from dataclasses import dataclass

# What makes the company believable, and the company with nothing planted as well; no report is asked to find it.
TEXTURE = (
    "hot_first",
    "exploration",
    "transfers",
    "rejected_unworked",
    "closed_unworked",
    "expires",
    "comes_back",
    "weekend_duty",
    "large_house",
)


@dataclass(frozen=True)
class Effects:
    """The planted effects. Log-odds unless said otherwise; the model they enter is written out in `chances`."""

    bad_campaign: float = -1.15  # added to the quality of the leads it brings
    good_campaign: float = 1.0
    fast_rep: float = -1.3  # added to the logarithm of the response in business minutes
    slow_rep: float = 0.45
    speed: float = 1.1  # winning, where the first attempt came within `LIMIT_MINUTES`
    skilled_rep: float = 1.1  # winning
    unskilled_rep: float = -1.2
    pair: float = 3.2  # winning, where the pair's rep works a lead of the pair's campaign
    leak: float = -1.0  # a mid-market lead turning from sql into an opportunity
    extreme_rater: float = 1.0  # share of this rep's ratings that are forced to 1 or 5
    pages_tell_readiness: float = 0.64  # P(12 pages or more | ready) - P(12 pages or more | not ready)
    load_slows: float = 0.89  # logarithm of the response, a day of work that came within a week
    load_loses: float = 1.18  # a handoff never being answered, a day of that work
    threshold_too_low: float = 7.0  # points it lies below the one sales planned its people for
    hot_first: float = 1.0  # factor on how much sooner a high score is called
    fit_points: float = 1.0  # factor on the score points a segment brings
    campaign_spread: float = 0.2  # standard deviation of quality over the campaigns with no planted effect
    channel_spread: float = 1.0  # factor on what a channel adds to quality and to the size of deals
    rep_spread: float = 0.15  # standard deviation of speed and skill over the reps with no planted effect
    exploration: float = 0.02  # share of the leads below the threshold that are handed over all the same, by lot
    transfers: float = 0.06  # share of handoffs passed on to a colleague
    rejected_unworked: float = 0.05  # share of handoffs sent back without an attempt, for a reason no call could mend
    closed_unworked: float = 0.1  # share of the handoffs never answered that somebody closes all the same
    expires: float = 0.98  # share of the others never answered that a rule closes after `EXPIRES_DAYS`
    comes_back: float = 1.0  # share of the leads nobody calls, of those fit to be accepted, that come by themselves
    weekend_duty: float = 0.75  # share of the leads that come for a month's last weekend that are called on it
    unlogged: float = 0.4  # share of the silent rep's handoffs of whose work nothing is recorded
    late_rows: float = 0.25  # share of a month's won deals that are written down in the first days of the next
    themes: float = 0.7  # share of the comments on leads of the bad and the good campaign that say what is typical
    useful_piece: float = 0.12  # share of mails and meetings with leads to be won that show `USEFUL_PIECE`, too
    large_house: float = -1.9  # log-odds of an opportunity in a house of `LARGE_HOUSE` leads or more
    useless_score: float = 0.0  # share of the handoffs whose recorded score is noise; none in the default company
    # What turns with the last year; nothing does in the default company.
    quality_falls: float = 0.0  # taken from the quality of marketing's leads, not of those of sales and partners
    answers_slow: float = 0.0  # added to the logarithm of the response: half of it taken off before, half added after
    closing_falls: float = 0.0  # log-odds of winning lost: half of them added before, half taken off after
    leads_thin: float = 0.0  # share of the leads to expect that stays away

    @property
    def threshold(self) -> int:
        """The score at which a lead is handed over."""
        return PLANNED_THRESHOLD - round(self.threshold_too_low)


LIMIT_MINUTES = 240  # business minutes: the agreed limit
EXPIRES_DAYS = 30
LARGE_HOUSE = 1_000_000  # leads; so large a house sells to one lead in twenty, the small ones to one in ten
PLANNED_THRESHOLD = 52
WINDOW_DAYS = 180  # large deals take half a year from the first touch; 90 days would leave a third of the money to none
PAGES_WHEN_READY = 12
