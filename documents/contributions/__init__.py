"""What papers give to the house, by the rooms of the app."""

from documents.contributions import (
    archive,
    electronic,
    exchange,
    inspection,
    meetings,
    outgoing,
    register,
    signing,
)

__all__ = ["archive", "electronic", "exchange", "inspection", "meetings", "outgoing", "register", "signing"]
