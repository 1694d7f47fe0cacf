"""What papers give to the house, by the rooms of the app."""

from documents.contributions import electronic, exchange, inspection, outgoing, register, signing

__all__ = ["electronic", "exchange", "inspection", "outgoing", "register", "signing"]
