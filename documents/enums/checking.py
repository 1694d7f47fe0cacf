"""Boxes of a paper that a Word file can be read for, and how grave a deviation is."""

from __future__ import annotations

from lmhtx.vn.labels import Labelled


class Severity(Labelled):
    """Whether something is wrong, or only looks so."""

    WRONG = "wrong", "Sai thể thức"
    DOUBT = "doubt", "Nên xem lại"


class Box(Labelled):
    """A part of a paper, in the words of the decree."""

    PAGE = "page", "Trang giấy"
    PAGE_NUMBER = "page_number", "Số trang"
    FONT = "font", "Phông chữ"
    NATION = "nation", "Quốc hiệu"
    MOTTO = "motto", "Tiêu ngữ"
    SUPERIOR = "superior", "Tên cơ quan chủ quản"
    AGENCY = "agency", "Tên cơ quan ban hành"
    NUMBER = "number", "Số, ký hiệu"
    DAY = "day", "Địa danh và thời gian ban hành"
    URGENCY = "urgency", "Độ khẩn"
    LETTER_SUBJECT = "letter_subject", "Trích yếu công văn"
    KIND = "kind", "Tên loại văn bản"
    SUBJECT = "subject", "Trích yếu nội dung"
    TO = "to", "Kính gửi"
    GROUND = "ground", "Căn cứ ban hành"
    BODY = "body", "Nội dung văn bản"
    POST = "post", "Quyền hạn, chức vụ của người ký"
    SIGNER = "signer", "Họ và tên người ký"
    RECIPIENTS_HEAD = "recipients_head", "Chữ “Nơi nhận”"
    RECIPIENTS = "recipients", "Danh sách nơi nhận"
