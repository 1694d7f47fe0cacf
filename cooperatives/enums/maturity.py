"""Where the assessment of a cooperative's digital maturity stands."""

from __future__ import annotations

from lmhtx.vn.labels import Labelled


class MaturityState(Labelled):
    """From what was declared to what somebody has looked at."""

    DECLARED = "declared", "Tự khai, chờ xác minh"
    VERIFIED = "verified", "Đã xác minh"
    WITHDRAWN = "withdrawn", "Đã rút"
