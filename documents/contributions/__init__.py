"""What papers give to the house, by the rooms of the app."""

from documents.contributions import outgoing, register

__all__ = ["outgoing", "register"]
