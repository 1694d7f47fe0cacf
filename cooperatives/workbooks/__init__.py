"""Workbooks of cooperatives that others have filled, read without knowing their layout; pure."""
