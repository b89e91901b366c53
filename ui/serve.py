"""Starting Streamlit on the app, with its options passed on: what `overlap run` hands over to."""

import sys
from pathlib import Path

from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import cli

from ui.ready import make_ready

APP = Path(__file__).parents[1] / "app.py"


def main() -> None:
    """Serve until stopped."""
    # Until st.navigation has run once, Streamlit takes the files in pages/ for the pages, and tells the first
    # visitor of a fresh server who comes by a deep link that the page does not exist.
    PagesManager.uses_pages_directory = False
    make_ready()
    sys.argv = ["streamlit", "run", str(APP), *sys.argv[1:]]
    cli.main()


if __name__ == "__main__":
    main()
