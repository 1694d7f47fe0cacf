"""Who may do what with papers, by the rooms of the app."""

from documents.access import archive, outgoing, register

__all__ = ["archive", "outgoing", "register"]
