"""In whose name a paper is signed."""

from __future__ import annotations

from lmhtx.vn.labels import Labelled


class SigningPrefix(Labelled):
    """The letters before the post of whoever signs; without any, the head signs."""

    HEAD = "", "Người đứng đầu ký"
    COLLECTIVE = "TM.", "Thay mặt tập thể"
    ACTING = "Q.", "Quyền"
    DEPUTY = "KT.", "Ký thay người đứng đầu"
    BY_ORDER = "TL.", "Thừa lệnh người đứng đầu"
    AUTHORIZED = "TUQ.", "Thừa ủy quyền người đứng đầu"
