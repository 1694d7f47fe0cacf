"""What papers give to the house, by the rooms of the app."""

from documents.contributions import electronic, outgoing, register

__all__ = ["electronic", "outgoing", "register"]
