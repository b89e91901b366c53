"""Publishing what somebody has brought, killed at any moment: a generation, old or new, and the draft until it is new.

Run by itself it kills, like the test of killed imports.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import nullcontext
from pathlib import Path

import pytest
from canonical_rows import canonical_rows
from few_marts import few_marts
from test_killed_imports import done, forked

from overlap.guessing.looked import look
from overlap.mapping.draft_folder import Draft, DraftFolder
from overlap.mapping.proposal import propose
from overlap.reading import load_source
from overlap.warehouse.connections import DEFAULT_RESOURCES
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.source import own_sources
from ui.bring.brought import Own
from ui.bring.draft import Place, answers_of
from ui.bring.publish import publish_draft

pytestmark = pytest.mark.whole

HEADER = "Contact ID,Create Date,Company Name,Lead Source\n"
OLD = HEADER + "".join(f"L{n},2026-01-05 10:00,Company {n},Web\n" for n in range(200))
NEW = OLD.replace("Company 0,", "Changed,") + "L900,2026-01-07 10:00,New,Fair\n"
VISITS = "Contact ID,Timestamp,Event\n" + "".join(f"L{n % 200},2026-01-06 10:00,form\n" for n in range(1_000))
ROWS = {"200": OLD, "201": NEW}
DRAFT = Draft(name="mine", system="own", answers={"zone": ["Europe/Berlin"], "personal.names": ["kept"]})


class Wizard:
    """The company below a folder, and its draft."""

    def __init__(self, home: Path) -> None:
        self.warehouse, self.store = Warehouse(home / "warehouse"), home / "store.db"
        self.draft = DraftFolder(self.warehouse.folder)

    def begin(self, leads: str) -> None:
        """Files dropped and questions answered, unless they lie there still."""
        self.draft.keep("people.csv", [ROWS[leads].encode()])
        self.draft.keep("visits.csv", [VISITS.encode()])
        self.draft.write(DRAFT)

    def publish(self) -> None:
        """As the page does it."""
        company = self.warehouse.current() if self.warehouse.current_id() else None
        at = Place(self.draft, self.warehouse, self.store, company)
        draft = self.draft.read()
        proposal = propose(look(self.draft.folder(draft)), at.given, answers_of(draft))
        assert proposal.asked.open == (), proposal.asked.open
        published = publish_draft(
            at, draft, Own(proposal), ("shrink",), keep_files=False, resources=DEFAULT_RESOURCES,
            on_progress=lambda *_: None,
        )  # fmt: skip
        assert published.manifest, published.stopped

    def look_at(self, known: Path) -> None:
        """What is published can be read and is one of the two, and its source is whole; whether the draft is, too."""
        leads = canonical_rows(self.warehouse)["leads"]
        assert len(leads) in (200, 201)
        assert (len(leads) == 201) == any("Changed" in row for row in leads)
        is_there = self.draft.read() == DRAFT
        assert is_there or not self.draft.path.exists(), "whole, or gone"
        if is_there:
            assert self.draft.names(DRAFT) == ("people.csv", "visits.csv")
        own = own_sources.folder_of(self.warehouse)
        assert own_sources.names(own) == ("mine",) or any(own.glob(".old-mine"))
        if (own / "mine").exists():
            assert {file.table for file in load_source(own / "mine").files} == {"leads", "touches"}
        known.write_text(json.dumps([str(len(leads)), is_there]))


def killed(folder: Path, seed: int, times: int) -> Counter[str]:
    """Kill so many publications at random moments; how many left what."""
    wizard, known, chance = Wizard(folder), folder / "known", random.Random(seed)
    wizard.begin("201")
    takes = done(wizard.publish)
    left, stands = Counter[str](), "201"
    for _ in range(times):
        wanted = "200" if stands == "201" else "201"
        wizard.begin(wanted)
        child = forked(wizard.publish)
        time.sleep(chance.uniform(0, 1.1 * takes))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        done(lambda: wizard.look_at(known))
        now, is_there = json.loads(known.read_text())
        assert is_there or now == wanted, "neither the draft nor what it says is left"
        left["before" if now != wanted else "new, the draft there" if is_there else "new, the draft gone"] += 1
        takes *= 1.1 if now != wanted else 0.8  # on a busy machine, too, three in ten fall behind
        stands = now
        print(json.dumps(left), flush=True)
    wizard.begin("201")
    done(wizard.publish)  # the next one goes through, whatever lies about
    return left


def killed_apart(folder: Path, seed: int, times: int) -> dict[str, int]:
    """`killed` in a process of its own."""
    tests = Path(__file__).parents[1]
    path = os.pathsep.join(map(str, (tests.parent, tests, tests / "warehouse")))
    command = [sys.executable, __file__, str(folder), str(seed), str(times)]
    told = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": path}, stdout=subprocess.PIPE, text=True, check=True
    )
    return json.loads(told.stdout.splitlines()[-1])


def test_a_killed_publication_leaves_the_draft_or_what_it_says(tmp_path: Path) -> None:
    """Killed once; 200 times by `make soak`."""
    assert sum(killed_apart(tmp_path, 7, 1).values()) == 1


@pytest.mark.soak
def test_two_hundred_killed_publications_leave_the_draft_or_what_it_says(tmp_path: Path) -> None:
    left = killed_apart(tmp_path, 11, 200)
    assert left["before"] > 10 and sum(left.values()) - left["before"] > 10, "kills fell on one side alone"


if __name__ == "__main__":
    # A handful of kills is cheap beside the marts: those of `make soak` build all of them.
    with few_marts() if int(sys.argv[3]) < 10 else nullcontext():
        killed(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
