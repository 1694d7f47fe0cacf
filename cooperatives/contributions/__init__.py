"""What the register gives to the house, by its rooms."""

from cooperatives.contributions import digital, register

__all__ = ["digital", "register"]
