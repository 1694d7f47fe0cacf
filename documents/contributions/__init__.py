"""What papers give to the house, by the rooms of the app."""

from documents.contributions import register

__all__ = ["register"]
