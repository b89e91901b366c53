"""One peer in its own environment: reads the journeys once, then does the jobs it is sent, a line each.

It runs by its path, not as a module: Overlap is not installed where the peers are. It says `ready`, or `blocked`, and
then answers each job with a line of JSON: seconds `wall` and `cpu`, and `credit` by channel where the rule is ours too.
"""

import json
import sys
import time
from pathlib import Path


class ChannelAttribution:
    """Heuristics in one pass of C++; Markov by simulation."""

    def __init__(self, journeys: Path) -> None:
        import ChannelAttribution as library  # pyright: ignore[reportMissingImports]
        import pandas

        self.library, self.journeys = library, pandas.read_parquet(journeys)
        self.columns = ("path", "total_conversions", "total_conversion_value")

    def heuristics(self) -> dict[str, float]:
        """First, last and linear."""
        answer = self.library.heuristic_models(self.journeys, *self.columns, flg_pro=False)
        return dict(zip(answer["channel_name"], answer["linear_touch_conversions"], strict=True))

    def markov(self) -> dict[str, float]:
        """The classic totals, as near as the simulation comes."""
        answer = self.library.markov_model(self.journeys, *self.columns, "total_null", flg_pro=False, verbose=False)
        return dict(zip(answer["channel_name"], answer["total_conversions"], strict=True))


class MarketingAttributionModels:
    """Polars throughout; Markov with one inverse a channel."""

    def __init__(self, journeys: Path) -> None:
        import mam  # pyright: ignore[reportMissingImports]
        import polars

        self.library = mam
        self.journeys = polars.read_parquet(journeys).with_columns(
            polars.int_range(polars.len()).alias("journey_id"),
            (polars.col("total_conversions") > 0).alias("is_won"),
            polars.lit(1).alias("count"),
        )

    def heuristics(self) -> dict[str, float]:
        """First, last, linear and position."""
        journeys = self._grouped()
        journeys.run_first_click()
        journeys.run_last_click()
        journeys.run_position_based()
        linear = journeys.run_linear().to_dict()
        return dict(zip(linear["channels"], linear["attribution"], strict=True))

    def time_decay(self) -> None:
        """A half-life of seven days; the ages are taken for hours, which changes the answer and not the work."""
        journeys = self.library.MAM(
            self.journeys, "journey", "path", "is_won", user_id_colname="journey_id",
            time_till_conv_colname="days_before",
        )  # fmt: skip
        journeys.run_time_decay(half_life_hours=168)

    def markov(self) -> None:
        """Each journey over its own touches, which is not quite our rule."""
        self._grouped().run_markov()

    def _grouped(self):
        return self.library.MAM(self.journeys, "grouped_journey", "path", "is_won", occurrences_colname="count")


class PlainPandas:
    """What one writes without a library: paths split, a row a touch, grouped sums."""

    def __init__(self, journeys: Path) -> None:
        import pandas

        self.journeys = pandas.read_parquet(journeys)

    def heuristics(self) -> dict[str, float]:
        """First, last and linear."""
        steps = self.journeys["path"].str.split(" > ")
        won = self.journeys["total_conversions"]
        won.groupby(steps.str[0]).sum()
        won.groupby(steps.str[-1]).sum()
        shares = (won / steps.str.len()).rename("share").to_frame().assign(channel=steps).explode("channel")
        return shares.groupby("channel")["share"].sum().to_dict()


class Lifelines:
    """Kaplan & Meier by lifelines, with its limits."""

    def __init__(self, records: Path) -> None:
        import pandas
        from lifelines import KaplanMeierFitter  # pyright: ignore[reportMissingImports]

        self.fitter, self.records = KaplanMeierFitter, pandas.read_parquet(records)

    def kaplan_meier(self) -> dict[str, float]:
        """The share that still waits at each time."""
        fitted = self.fitter().fit(self.records["time"], self.records["ended"])
        return {str(int(time)): share for time, share in fitted.survival_function_.iloc[:, 0].items()}


PEERS = {
    "channelattribution": ChannelAttribution,
    "marketing-attribution-models": MarketingAttributionModels,
    "plain pandas": PlainPandas,
    "lifelines": Lifelines,
}


def main(name: str, journeys: Path, out) -> None:
    """Serve the jobs that come in on stdin until it closes."""
    try:
        peer = PEERS[name](journeys)
    except ImportError as error:
        print(json.dumps({"blocked": str(error)}), file=out, flush=True)
        return
    print(json.dumps({"ready": True}), file=out, flush=True)
    for job in map(str.strip, sys.stdin):
        wall, cpu = time.perf_counter(), time.process_time()
        credit = getattr(peer, job)()
        spent = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
        print(json.dumps({**spent, "credit": credit}), file=out, flush=True)


if __name__ == "__main__":
    answers, sys.stdout = sys.stdout, sys.stderr  # the libraries print banners
    main(sys.argv[1], Path(sys.argv[2]), answers)
