"""Invented evidence of digital tools: every few cooperatives another mixture, some of it still to be verified."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from cooperatives.enums.digital import DigitalItem
from cooperatives.models import Cooperative, DigitalEvidence
from lmhtx.people.models import User

# Which tools, how many days ago, and whether somebody has looked at them.
MIXTURES: tuple[tuple[tuple[str, int, bool], ...], ...] = (
    (("A1", 120, True), ("B3", 60, True)),
    (("A2", 40, True),),
    (("A1", 335, True), ("A3", 200, True), ("B1", 90, True)),
    (),
    (("A4", 20, False), ("B2", 15, False)),
    (("A1", 420, True), ("B4", 410, True)),
    (("A1", 75, True), ("A2", 75, True), ("B4", 30, True), ("B2", 10, False)),
)
TOLD = {
    "A1": "Phần mềm kế toán hợp tác xã, ảnh màn hình sổ cái",
    "A2": "Tờ khai thuế điện tử quý gần nhất",
    "A3": "Chứng thư số còn hiệu lực",
    "A4": "Nhật ký sản xuất điện tử của 3 tổ",
    "B1": "Gian hàng trên sàn, đơn hàng gần nhất",
    "B2": "Trang thông tin, bài đăng gần nhất",
    "B3": "Mã truy xuất trên bao bì quét được",
    "B4": "Sao kê nhận chuyển khoản, mã thanh toán tại quầy",
}


def write_digital(cooperatives: Sequence[Cooperative], day: date) -> None:
    """All of it in one statement."""
    officer = User.objects.filter(username="chuyenvien").first()
    DigitalEvidence.objects.bulk_create(
        row
        for place, one in enumerate(cooperatives)
        for row in _of(one, MIXTURES[place % len(MIXTURES)], day, officer)
    )


def _of(
    one: Cooperative, mixture: tuple[tuple[str, int, bool], ...], day: date, officer: User | None
) -> Iterator[DigitalEvidence]:
    for item, days, is_seen in mixture:
        evidenced_on = day - timedelta(days=days)
        is_verified = is_seen and officer is not None
        yield DigitalEvidence(
            cooperative=one,
            item=DigitalItem(item),
            evidenced_on=evidenced_on,
            note=TOLD[item],
            created_by=officer,
            verified_on=evidenced_on + timedelta(days=7) if is_verified else None,
            verified_by=officer if is_verified else None,
        )
