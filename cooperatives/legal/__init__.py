"""Texts and dated values of cooperatives, by the rooms of the register."""

from cooperatives.legal import register

__all__ = ["register"]
