"""One file a chart: a frame and a palette in, a figure out."""
