"""What every chart is drawn with.

Colours, axes, cells and bars that several subjects share. Pure: a frame and a palette in, a figure out.
"""
