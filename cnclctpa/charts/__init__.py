"""Drawings as data: geometry computed here, drawn by templates/charts/, without a script.

Positions along a drawing are percentages of its width and heights are pixels, so that text keeps its size on
a phone and on a projector. Labels come in two layouts, for the narrowest phone and for the narrowest wide
screen; a label that has no room is left out, since the table behind the figure says it.
"""
