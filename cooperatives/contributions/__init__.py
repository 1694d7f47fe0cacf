"""What the register gives to the house, by its rooms."""

from cooperatives.contributions import digital, ratings, register, training

__all__ = ["digital", "ratings", "register", "training"]
