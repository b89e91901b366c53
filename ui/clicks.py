"""What a click calls is done to its end: the next click waits for it, and neither is lost.

Streamlit ends a run where it touches the session's state while another interaction is waiting. Drawing begins again;
but what a button calls does not, so that a click on "Save" could be forgotten half-way or before it was heard, if
another followed at once.
"""

from functools import wraps
from typing import Any

from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.state.safe_session_state import SafeSessionState


def keep_whole() -> None:
    """Let no run end while its clicks are heard. For the start of the app; again, it changes nothing."""
    heard = SafeSessionState.on_script_will_rerun
    if hasattr(heard, "__wrapped__"):
        return

    @wraps(heard)
    def on_script_will_rerun(self: SafeSessionState, *args: Any, **kwargs: Any) -> None:
        runner = getattr(self._yield_callback, "__self__", None)
        if not isinstance(runner, ScriptRunner):
            heard(self, *args, **kwargs)
            return
        was, runner._execing = runner._execing, False  # noqa: SLF001 - Streamlit has no other way to say so
        try:
            heard(self, *args, **kwargs)
        finally:
            runner._execing = was  # noqa: SLF001

    SafeSessionState.on_script_will_rerun = on_script_will_rerun
