"""Who may do what with papers, by the rooms of the app."""

from documents.access import register

__all__ = ["register"]
