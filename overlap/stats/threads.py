"""How many threads a matrix may take: one, whoever else is at work."""

from functools import cache

from threadpoolctl import threadpool_limits


@cache
def one_thread(_module: str) -> None:
    """Matrices of every library that is loaded by now take one thread; once for each module that may load more.

    They are a few hundred columns wide. A second thread saves nothing there and waits for its core in a loop: on two
    cores that others used as well, what winning goes with took 15-20 CPU seconds with two threads and 5 with one.
    """
    threadpool_limits(limits=1)
