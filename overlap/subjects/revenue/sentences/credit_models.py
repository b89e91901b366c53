"""The rules of sharing a deal among its touches: what each is called, and what it does in a sentence."""

from collections.abc import Mapping

from overlap import words

NAMES = {
    "first": "First",
    "last": "Last",
    "linear": "Linear",
    "position": "Position",
    "u_shaped": "U-shaped",
    "w_shaped": "W-shaped",
    "full_path": "Full path",
    "time_decay": "Time decay",
    "shapley": "Shapley",
    "markov": "Markov",
    "custom": "Our own",
}
WEIGHTS = {"first": "First touch", "lead": "Lead creation", "opportunity": "Opportunity", "last": "Last touch"}
REST = "all the rest"
UNREACHED = "Where a deal has no such touch, the others share its part by their own proportions"

_RULES = {
    "first": "the first touch {when} earns all of it.",
    "last": "the last touch {when} earns all of it.",
    "linear": "every touch {when} earns the same.",
    "position": "the first and the last touch {when} earn 40% each, those between them share 20%.",
    "u_shaped": "the lead-creation U. The first touch {when} and the one that made the lead earn 40% each, the rest "
    f"share 20%. {UNREACHED}.",
    "w_shaped": "first touch, lead creation and opportunity {when} earn 30% each, the rest share 10%. "
    f"{UNREACHED}: without an opportunity 30, 30 and 10 of 70.",
    "full_path": "first touch, lead creation, opportunity and last touch {when} earn 22.5% each, the rest share 10%. "
    f"{UNREACHED}.",
    "time_decay": "touches {when} earn more the nearer they are to it; {half_life} earlier is worth half.",
    "shapley": "equal among the distinct campaigns of the deal's journey {when}; it learns nothing from deals that "
    "were lost.",
    "markov": "deal by deal, each campaign once, by how many wins of all journeys, lost ones too, would be missing "
    "without it.",
    "custom": "our own weights {when}: {weights}.",
}
CLASSIC = (
    "Markov total, the classic one, shares all revenue at once and belongs to no deal; it stands beside for those who "
    "know it. No ledger can have it: a campaign that was alone in some deals would get less than those deals brought."
)


def rule(model: str, window_days: str, half_life_days: str, weights: Mapping[str, int]) -> str:
    """The model in a sentence. `window_days` may be `none`: touches of any age; `weights` are those of custom."""
    when = "before a deal closed" if window_days == "none" else f"in the {window_days} days before a deal closed"
    shares = [f"{WEIGHTS.get(part, REST).lower()} {share}" for part, share in weights.items()]
    half_life = f"{float(half_life_days):g} days"
    said = _RULES[model].format(when=when, half_life=half_life, weights=", ".join(shares))
    return f"{NAMES[model]}: {said}"


def beside(uncredited_channels: str, account_fallback: str) -> str:
    """What both teams agreed on beside the model, in sentences; empty where it is nothing. Names are not escaped."""
    said = []
    if uncredited_channels != words.NONE:
        said.append(f"Touches of {uncredited_channels} earn nothing where the deal has another touch in the window.")
    if account_fallback == "on":
        said.append("A deal without a lead is credited through the leads of its account.")
    return " ".join(said)


def what_if(params: Mapping[str, object]) -> str:
    """What is asked for instead of what is agreed: `a window of 30 days`; empty where nothing is."""
    said = []
    if "window_days" in params:
        said.append(f"a window of {params['window_days']} days")
    if "half_life_days" in params:
        said.append(f"a half-life of {float(str(params['half_life_days'])):g} days")
    if "weights" in params:
        said.append(f"weights {str(params['weights']).replace(',', ' · ')}")
    return " and ".join(said)
