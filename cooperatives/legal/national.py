"""Who wins where the national registration system and the register of the Alliance say different things."""

from __future__ import annotations

from datetime import date

from lmhtx.legal import Source, SourceKind

HOUSE_NATIONAL = Source(
    number="Quy ước nội bộ về đối chiếu với hệ thống đăng ký quốc gia",
    title="Cách nhận bản xuất của Hệ thống thông tin về đăng ký hợp tác xã và xử lý khác biệt",
    effective=date(2026, 1, 1),
    kind=SourceKind.HOUSE,
    note="Chưa có văn bản quy định cách đối chiếu; mã số theo Nghị định số 92/2024/NĐ-CP.",
)
WHO_WINS = HOUSE_NATIONAL.at("phần Bên nào đúng")
SAMENESS = HOUSE_NATIONAL.at("phần Thế nào là khác")
