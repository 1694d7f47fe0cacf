"""Words of the model cooperatives and those that gather around them."""

from __future__ import annotations

from lmhtx.vn.labels import Labelled


class PilotPart(Labelled):
    """What a cooperative is in a programme of model cooperatives."""

    HUB = "hub", "HTX điểm"
    SATELLITE = "satellite", "HTX vệ tinh"
