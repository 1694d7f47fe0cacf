"""Who may do what with papers, by the rooms of the app."""

from documents.access import exchange, inspection, outgoing, register

__all__ = ["exchange", "inspection", "outgoing", "register"]
