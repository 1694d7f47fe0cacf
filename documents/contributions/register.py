"""What registers and incoming papers give to the house."""

from __future__ import annotations

from documents.contributions.audit import VERBS
from lmhtx.contributions import contribute

contribute(*VERBS)
