"""Who may do what with cooperatives, by the rooms of the register."""

from cooperatives.access import digital, forms, papers, public, ratings, register, support, training

__all__ = ["digital", "forms", "papers", "public", "ratings", "register", "support", "training"]
