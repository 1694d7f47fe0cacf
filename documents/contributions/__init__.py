"""What papers give to the house, by the rooms of the app."""

from documents.contributions import meetings, outgoing, register

__all__ = ["meetings", "outgoing", "register"]
