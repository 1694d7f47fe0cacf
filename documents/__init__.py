"""Văn bản: the area of the portal named so; it fills with its first page."""
