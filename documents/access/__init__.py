"""Who may do what with papers, by the rooms of the app."""

from documents.access import outgoing, register

__all__ = ["outgoing", "register"]
