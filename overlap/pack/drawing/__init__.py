"""Charts of a pack as SVG: of our own, since a browser to draw Plotly's figures is not on every machine."""
