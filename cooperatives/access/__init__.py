"""Who may do what with cooperatives, by the rooms of the register."""

from cooperatives.access import register

__all__ = ["register"]
