"""Who may do what with papers, by the rooms of the app."""

from documents.access import meetings, outgoing, register

__all__ = ["meetings", "outgoing", "register"]
