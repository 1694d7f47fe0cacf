"""What the register gives to the house, by its rooms."""

from cooperatives.contributions import products, register

__all__ = ["products", "register"]
