"""What Spark's errors mean: the line that helps is one among a hundred."""

import re

_OUR_PYTHON = (
    "PYSPARK_PYTHON, where the command runs, names the Python of the workers: the same version there as here, "
    "with Overlap and its requirements.txt."
)
_MEMORY = (
    "Its machine stopped, or had no memory left: beside its Java an executor needs memory_limit for each task that it "
    "runs at once, and a third more."
)
_SAID_BY_OVERLAP = re.compile(r"^overlap\.errors\.\w+: (.+)$", re.MULTILINE)
_WORDS = {
    r'Cannot run program "[^"]*"': _OUR_PYTHON,
    r"No module named '[^']*'": _OUR_PYTHON,
    r"PYTHON_VERSION_MISMATCH": _OUR_PYTHON,
    r"Python worker exited unexpectedly": _MEMORY,
    r"ExecutorLostFailure": _MEMORY,
}


def meaning(error: Exception) -> str:
    """What happened to a task and what to do; the first line of what Spark says where that is not known."""
    text = str(error)
    if said := _SAID_BY_OVERLAP.search(text):
        return said[1]
    for pattern, remedy in _WORDS.items():
        if found := re.search(pattern, text):
            return f"{found[0]}. {remedy}"
    return next((line.strip() for line in text.splitlines() if line.strip()), type(error).__name__)
