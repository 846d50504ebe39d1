"""What came back from the agencies for one period: which file counts, who is late, what is wrong."""
