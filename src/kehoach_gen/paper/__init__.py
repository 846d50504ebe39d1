"""An old plan as it stands on paper: what is read of it, and what is doubtful."""
