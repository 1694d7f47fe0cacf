"""What the register gives to the house, by its rooms."""

from cooperatives.contributions import (
    api,
    digital,
    forms,
    imports,
    papers,
    pilots,
    products,
    province,
    public,
    ratings,
    register,
    training,
)

__all__ = [
    "api",
    "digital",
    "forms",
    "imports",
    "papers",
    "pilots",
    "products",
    "province",
    "public",
    "ratings",
    "register",
    "training",
]
