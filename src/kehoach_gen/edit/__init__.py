"""What people changed in a Word file of a plan: read back as changes to the data, with all that could not be."""
