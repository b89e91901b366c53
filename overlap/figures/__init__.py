"""Charts as pure functions: a frame and a palette in, a Plotly figure out."""
