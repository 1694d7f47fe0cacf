"""Measurements of speed on a full office, each beside the baseline it is held against."""
