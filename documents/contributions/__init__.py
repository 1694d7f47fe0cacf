"""What papers give to the house, by the rooms of the app."""

from documents.contributions import archive, outgoing, register

__all__ = ["archive", "outgoing", "register"]
