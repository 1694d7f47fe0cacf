"""What the register gives to the house, by its rooms."""

from cooperatives.contributions import forms, register

__all__ = ["forms", "register"]
