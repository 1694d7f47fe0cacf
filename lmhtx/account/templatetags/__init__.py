"""Template filters of values."""
