"""One test that asks the same of many things, and names all of which it does not hold."""

from collections.abc import Callable, Iterable
from typing import Any


def of_each(things: Iterable[Any]) -> Callable[[Callable[[Any], None]], Callable[[], None]]:
    """A test of its own for each of hundreds takes ten times what it asks: for less than a few milliseconds each."""
    asked = list(things)
    assert asked, "nothing would be asked"

    def one_test(check: Callable[[Any], None]) -> Callable[[], None]:
        def test() -> None:
            faults = []
            for thing in asked:
                try:
                    check(thing)
                except Exception as fault:
                    fault.add_note(f"of {getattr(thing, 'name', thing)}"[:200])
                    faults.append(fault)
            if faults:
                raise ExceptionGroup(f"it does not hold of {len(faults)} of {len(asked)}", faults)

        test.__name__, test.__doc__ = check.__name__, check.__doc__
        return test

    return one_test
