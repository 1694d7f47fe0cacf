"""Kinds of classes for people of cooperatives."""

from __future__ import annotations

from lmhtx.vn.labels import Labelled


class Topic(Labelled):
    """What a class is about."""

    DIGITAL = "digital", "Bình dân học vụ số"
    MANAGING = "managing", "Quản trị hợp tác xã"
    ACCOUNTING = "accounting", "Kế toán, tài chính"
    LAW = "law", "Pháp luật, chính sách"
    TRADE = "trade", "Kỹ thuật, nghề"
    OTHER = "other", "Chủ đề khác"


class ClassForm(Labelled):
    """How a class is held."""

    ON_SITE = "on_site", "Trực tiếp"
    ONLINE = "online", "Trực tuyến"
    MIXED = "mixed", "Kết hợp"


class LearnerKind(Labelled):
    """Whose person a learner is."""

    COOPERATIVE = "cooperative", "Người của hợp tác xã"
    STAFF = "staff", "Cán bộ Liên minh"
    COMMUNE = "commune", "Cán bộ xã, phường"
    OTHER = "other", "Khác"


class DayPart(Labelled):
    """When in the day a session is held; the letters of the values keep them in the order of the day."""

    MORNING = "1_morning", "Sáng"
    AFTERNOON = "2_afternoon", "Chiều"
    EVENING = "3_evening", "Tối"
