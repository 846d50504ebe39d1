"""What the appendix's table looks like: known to the templates, to what fills them, to what reads them back."""

COLUMNS = (10.0, 112.0, 44.0, 43.0, 28.0)
"""Widths of TT, task, lead, coordinator and time in millimetres; the note takes the rest of the page."""

TASK_COLUMN = COLUMNS[1]
CELL_MARGIN = 1.5
"""Left and right margin of a cell, in millimetres."""
HEADER_HEIGHT = 20.0
"""Height of the repeated header, in millimetres, rounded up."""
