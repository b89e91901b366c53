"""What is planted in the demo company: every effect is one number, and zero takes the effect away."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Effects:
    """The planted effects. Log-odds unless said otherwise; the model they enter is written out in `outcomes`."""

    bad_campaign: float = -0.9  # added to the quality of the leads it brings
    good_campaign: float = 0.8
    fast_rep: float = -1.1  # added to the logarithm of the response in business minutes
    slow_rep: float = 1.0
    speed: float = 0.8  # winning, where the first attempt came within `FAST_MINUTES`
    skilled_rep: float = 0.8  # winning
    unskilled_rep: float = -0.8
    pair: float = 2.2  # winning, where the pair's rep works a lead of the pair's campaign
    leak: float = -1.0  # a mid-market lead turning from sql into an opportunity
    extreme_rater: float = 1.0  # share of this rep's ratings that are forced to 1 or 5
    pages_tell_readiness: float = 0.64  # P(12 pages or more | ready) - P(12 pages or more | not ready)
    load_slows: float = 0.22  # logarithm of the response, a day of backlog
    load_loses: float = 0.36  # a handoff never being answered, a day of backlog
    hot_first: float = 1.0  # factor on how much sooner a high score is called
    fit_points: float = 1.0  # factor on the score points a segment brings
    campaign_spread: float = 0.2  # standard deviation of quality over the campaigns with no planted effect
    rep_spread: float = 0.15  # standard deviation of speed and skill over the reps with no planted effect


FAST_MINUTES = 60
THRESHOLD = 35
PLANNED_THRESHOLD = 42
WINDOW_DAYS = 180  # large deals take half a year from the first touch; 90 days would leave a third of the money to none
PAGES_WHEN_READY = 12
