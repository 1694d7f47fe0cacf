"""Words of invitations in bulk: by which way, and to whom."""

from __future__ import annotations

from lmhtx.vn.labels import Labelled


class InviteChannel(Labelled):
    """By which way a cooperative is invited, or reminded."""

    LETTER = "letter", "Thư giấy có mã"
    ZALO = "zalo", "Tin Zalo"
    MAIL = "mail", "Thư điện tử của hợp tác xã"
    ACCOUNT = "account", "Thư cho người khai đã vào cổng"
    FORM = "form", "Phiếu giấy để điền tay"


class Invitee(Labelled):
    """Which of those that must hand in are meant."""

    MISSING = "missing", "Chưa nộp phiếu"
    NOT_IN = "not_in", "Chưa nộp phiếu, chưa có ai vào cổng"
    ASKED = "asked", "Mọi hợp tác xã phải nộp"


# What brings a code to whoever has nobody here yet.
WITH_CODE = frozenset({InviteChannel.LETTER, InviteChannel.ZALO, InviteChannel.MAIL})
# What leaves as a file for people to hand out or send.
ON_PAPER = frozenset({InviteChannel.LETTER, InviteChannel.FORM})
