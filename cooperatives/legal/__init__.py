"""Texts and dated values of cooperatives, by the rooms of the register."""

from cooperatives.legal import digital, register

__all__ = ["digital", "register"]
