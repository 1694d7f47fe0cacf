"""Who may do what with papers, by the rooms of the app."""

from documents.access import inspection, outgoing, register

__all__ = ["inspection", "outgoing", "register"]
