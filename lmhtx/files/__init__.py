"""Stored files: one copy of each content, rights on each attachment."""
