"""Who may do what with cooperatives, by the rooms of the register."""

from cooperatives.access import forms, register

__all__ = ["forms", "register"]
