"""Texts and dated values of cooperatives, by the rooms of the register."""

from cooperatives.legal import digital, ratings, register, training

__all__ = ["digital", "ratings", "register", "training"]
