"""Texts and dated values of cooperatives, by the rooms of the register."""

from cooperatives.legal import (
    digital,
    forms,
    market,
    national,
    papers,
    petitions,
    products,
    public,
    ratings,
    register,
    training,
)

__all__ = [
    "digital",
    "forms",
    "market",
    "national",
    "papers",
    "petitions",
    "products",
    "public",
    "ratings",
    "register",
    "training",
]
