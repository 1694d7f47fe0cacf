"""What the register gives to the house, by its rooms."""

from cooperatives.contributions import (
    api,
    digital,
    figures,
    forms,
    imports,
    market,
    maturity,
    papers,
    pilots,
    products,
    province,
    public,
    ratings,
    register,
    support,
    training,
)

__all__ = [
    "api",
    "digital",
    "figures",
    "forms",
    "imports",
    "market",
    "maturity",
    "papers",
    "pilots",
    "products",
    "province",
    "public",
    "ratings",
    "register",
    "support",
    "training",
]
