"""Who may do what with cooperatives, by the rooms of the register."""

from cooperatives.access import (
    digital,
    forms,
    papers,
    petitions,
    public,
    ratings,
    register,
    support,
    training,
)

__all__ = ["digital", "forms", "papers", "petitions", "public", "ratings", "register", "support", "training"]
