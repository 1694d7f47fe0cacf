"""Many tasks reported at once: rows of a grid, and the sheets that an agency fills outside; pure but for the key."""
