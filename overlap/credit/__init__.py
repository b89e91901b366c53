"""Credit over plain journey files: paths and how often they converted in, channels and what they earned out."""

from overlap.credit.journey_columns import Columns
from overlap.credit.journey_files import JourneyFile, read_journeys
from overlap.credit.paths import Journeys
from overlap.credit.plain_models import HALF_LIFE_DAYS, MODELS, credit, model_named

__all__ = [
    "HALF_LIFE_DAYS", "MODELS", "Columns", "JourneyFile", "Journeys", "credit", "model_named", "read_journeys",
]  # fmt: skip
