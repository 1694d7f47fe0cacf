"""Who may do what with papers, by the rooms of the app."""

from documents.access import archive, exchange, inspection, meetings, outgoing, register

__all__ = ["archive", "exchange", "inspection", "meetings", "outgoing", "register"]
