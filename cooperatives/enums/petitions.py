"""What cooperatives ask and tell out of season, and how such a petition moves."""

from __future__ import annotations

from lmhtx.vn.labels import Labelled


class PetitionKind(Labelled):
    """What a petition is about: changes of the register first, then what is asked for, then papers sent in."""

    PERSON = "person", "Thay đổi người giữ chức danh"
    ADDRESS = "address", "Thay đổi địa chỉ trụ sở"
    CONTACT = "contact", "Thay đổi điện thoại, thư điện tử, trang mạng"
    CHARTER = "charter", "Thay đổi vốn điều lệ"
    ACTIVITIES = "activities", "Thay đổi ngành nghề"
    MEMBERS = "members", "Thay đổi số thành viên"
    STATUS = "status", "Thông báo tạm ngừng, hoạt động lại, giải thể"
    SUPPORT = "support", "Đề nghị hỗ trợ"
    JOIN = "join", "Đề nghị gia nhập Liên minh"
    LEAVE = "leave", "Xin ra khỏi Liên minh"
    PAPER = "paper", "Gửi giấy tờ của hợp tác xã"


class PetitionState(Labelled):
    """Where a petition stands."""

    DRAFT = "draft", "Đang soạn"
    SENT = "sent", "Đã gửi, chờ xem"
    ASKED = "asked", "Chờ bổ sung"
    RESENT = "resent", "Đã bổ sung, chờ xem"
    ACCEPTED = "accepted", "Đã chấp nhận"
    REFUSED = "refused", "Không chấp nhận"
    WITHDRAWN = "withdrawn", "Đã rút"


OPEN_TO_WRITE = frozenset({PetitionState.DRAFT, PetitionState.ASKED})
TO_ANSWER = frozenset({PetitionState.SENT, PetitionState.RESENT})
ON_THE_WAY = frozenset({*TO_ANSWER, PetitionState.ASKED})
ANSWERED = frozenset({PetitionState.ACCEPTED, PetitionState.REFUSED})
# What changes the register by itself, as against what somebody has to decide on.
CHANGES = (
    PetitionKind.PERSON,
    PetitionKind.ADDRESS,
    PetitionKind.CONTACT,
    PetitionKind.CHARTER,
    PetitionKind.ACTIVITIES,
    PetitionKind.MEMBERS,
    PetitionKind.STATUS,
)
REQUESTS = (PetitionKind.SUPPORT, PetitionKind.JOIN, PetitionKind.LEAVE)
