"""What the register gives to the house, by its rooms."""

from cooperatives.contributions import digital, forms, imports, products, public, ratings, register, training

__all__ = ["digital", "forms", "imports", "products", "public", "ratings", "register", "training"]
