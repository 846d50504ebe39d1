"""The plan of a later year made from an earlier one, and all that a person has to decide in it."""
