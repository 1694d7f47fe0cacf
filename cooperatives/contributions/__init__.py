"""What the register gives to the house, by its rooms."""

from cooperatives.contributions import register

__all__ = ["register"]
