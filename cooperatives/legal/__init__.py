"""Texts and dated values of cooperatives, by the rooms of the register."""

from cooperatives.legal import forms, register

__all__ = ["forms", "register"]
