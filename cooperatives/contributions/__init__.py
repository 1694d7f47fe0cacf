"""What the register gives to the house, by its rooms."""

from cooperatives.contributions import (
    api,
    digital,
    figures,
    forms,
    imports,
    papers,
    pilots,
    products,
    public,
    ratings,
    register,
    training,
)

__all__ = [
    "api",
    "digital",
    "figures",
    "forms",
    "imports",
    "papers",
    "pilots",
    "products",
    "public",
    "ratings",
    "register",
    "training",
]
