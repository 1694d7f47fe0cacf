"""What the register gives to the house, by its rooms."""

from cooperatives.contributions import digital, products, ratings, register, training

__all__ = ["digital", "products", "ratings", "register", "training"]
