"""What papers give to the house, by the rooms of the app."""

from documents.contributions import exchange, outgoing, register

__all__ = ["exchange", "outgoing", "register"]
