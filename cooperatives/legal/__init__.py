"""Texts and dated values of cooperatives, by the rooms of the register."""

from cooperatives.legal import products, register

__all__ = ["products", "register"]
