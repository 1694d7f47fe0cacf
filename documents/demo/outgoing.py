"""Papers that the invented office issued, and those that it is at work on; the Alliance's own plan among them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from documents.actions import approving, books, drafting, issuing, signing
from documents.enums.numbers import Authority, Direction
from documents.enums.outgoing import OutgoingState, Prefix, SendWay
from documents.models import DocumentType, IssuingBody, Outgoing, Series
from documents.queries.outgoing import version_of
from documents.queries.outgoing_paper import paper_of
from lmhtx.base import clock
from lmhtx.reports.pdf import pdfs
from plans.demo.office import Office, at

State = OutgoingState
# The newest ones still wait for their scan.
SCANS_OWED = 7
ROAD = (
    State.UNIT_REVIEW,
    State.FORMAT_CHECK,
    State.PENDING_SIGN,
    State.SIGNED,
    State.NUMBERED,
    State.SEALED,
    State.ISSUED,
)
PLAN_TEXT = """\
Căn cứ Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024 của Bộ Chính trị \
về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia;
Liên minh Hợp tác xã tỉnh Đồng Nai ban hành Kế hoạch triển khai chuyển đổi số giai đoạn 2025 - 2030 như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Đẩy mạnh ứng dụng công nghệ số trong chỉ đạo, điều hành và hỗ trợ hợp tác xã.
2. Công việc được giao rõ người, rõ việc, rõ thời gian, rõ kết quả.
II. MỤC TIÊU ĐẾN NĂM 2030
- 100 % văn bản đi, đến được xử lý, ký số và lưu trữ điện tử.
- 90 % hồ sơ, dữ liệu hợp tác xã được số hóa và kết nối cơ sở dữ liệu của tỉnh.
- 100 % cán bộ, nhân viên biết và ứng dụng kỹ năng số cơ bản.
- 70 % hợp tác xã thành viên ứng dụng công nghệ số.
III. TỔ CHỨC THỰC HIỆN
Văn phòng chủ trì, phối hợp với các phòng, đơn vị theo dõi, đôn đốc và tổng hợp kết quả báo cáo Thường trực.\
"""
LETTER_TEXT = """\
Thực hiện chương trình công tác năm 2026, Liên minh Hợp tác xã thành phố Đồng Nai có ý kiến như sau:
1. Thống nhất với nội dung Quý cơ quan đề nghị.
2. Cử đơn vị đầu mối phối hợp: Phòng Tuyên truyền - Kế hoạch - Hỗ trợ hợp tác xã.
Trân trọng phúc đáp Quý cơ quan.\
"""

DECISION_TEXT = """\
Căn cứ Điều lệ Liên minh Hợp tác xã;
Theo đề nghị của Chánh Văn phòng,
Điều 1. Thành lập Tổ giúp việc chuyển đổi số của Liên minh Hợp tác xã do Chánh Văn phòng làm Tổ trưởng.
Điều 2. Tổ giúp việc theo dõi tiến độ, tổng hợp báo cáo Thường trực hằng quý.
Điều 3. Chánh Văn phòng, Trưởng các phòng, đơn vị chịu trách nhiệm thi hành Quyết định này.\
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A paper as the office wrote it: on which day, of which type, by whose unit, how far it came."""

    on: date
    type: str
    subject: str
    unit: str = "policy"
    text: str = LETTER_TEXT
    to: str = "Ủy ban nhân dân thành phố Đồng Nai"
    state: State = State.ISSUED


PAPERS = (
    Written(
        on=date(2026, 1, 12), type="kh", subject="Công tác năm 2026 của Liên minh Hợp tác xã", unit="office"
    ),
    Written(on=date(2026, 2, 9), type="cv", subject="Phối hợp rà soát hợp tác xã ngừng hoạt động"),
    Written(on=date(2026, 3, 16), type="bc", subject="Tình hình kinh tế tập thể quý I năm 2026"),
    Written(
        on=date(2026, 4, 20),
        type="gm",
        subject="Hội nghị tập huấn chuyển đổi số",
        unit="office",
    ),
    Written(
        on=date(2026, 5, 18),
        type="qd",
        subject="thành lập Tổ giúp việc chuyển đổi số",
        unit="office",
        text=DECISION_TEXT,
    ),
    Written(on=date(2026, 6, 15), type="bc", subject="Tình hình kinh tế tập thể 6 tháng đầu năm 2026"),
    Written(
        on=date(2026, 7, 20),
        type="ttr",
        subject="Bổ sung vốn điều lệ Quỹ Hỗ trợ phát triển hợp tác xã",
        unit="fund",
    ),
    Written(on=date(2026, 8, 17), type="cv", subject="Cung cấp số liệu chuyển đổi số của các hợp tác xã"),
    Written(on=date(2026, 9, 9), type="cv", subject="Phúc đáp về hội chợ sản phẩm OCOP", state=State.SEALED),
    Written(
        on=date(2026, 9, 11), type="tb", subject="Lịch tiếp hợp tác xã quý IV năm 2026", state=State.SIGNED
    ),
    Written(
        on=date(2026, 9, 14),
        type="kh",
        subject="Kiểm tra 81 hợp tác xã phải rà soát",
        state=State.PENDING_SIGN,
    ),
    Written(
        on=date(2026, 9, 14), type="cv", subject="Góp ý dự thảo Quy chế phối hợp", state=State.FORMAT_CHECK
    ),
    Written(
        on=date(2026, 9, 15), type="bc", subject="Kết quả hỗ trợ hợp tác xã 9 tháng", state=State.UNIT_REVIEW
    ),
    Written(
        on=date(2026, 9, 15), type="cv", subject="Đăng ký mô hình hợp tác xã điểm năm 2027", state=State.DRAFT
    ),
)


def write_papers(day: date) -> None:
    """The plan of 2025 bears the number that it has in life; the papers of 2026 follow, as far as they have come."""
    office = Office()
    written = [_begin_the_book_of_2025(office)]
    written += [_write(office, paper) for paper in PAPERS if paper.on <= day]
    _scan(office, written[:-SCANS_OWED])


def _scan(office: Office, papers: list[Outgoing]) -> None:
    """The sheets with signature and stamp, scanned on the day after."""
    issued = list(Outgoing.objects.filter(pk__in=[one.pk for one in papers], state=State.ISSUED))
    sheets = pdfs([paper_of(one, version_of(one)) for one in issued])
    for one, sheet in zip(issued, sheets, strict=True):
        file = SimpleUploadedFile(f"{one.reference.replace('/', '-')}.pdf", sheet, "application/pdf")
        with at(clock.day_of(one.issued_at) if one.issued_at else clock.today(), 16, by=office.vanthu):
            issuing.add_scan(outgoing=one, file=file, by=office.vanthu)


def _begin_the_book_of_2025(office: Office) -> Outgoing:
    """The book of 2025 was kept on paper up to 244; the plan is the next."""
    if not _book().years.filter(year=2025, last_number__gt=0).exists():
        with at(date(2025, 10, 24), 8, by=office.vanthu):
            start = books.propose_start(
                series=_book(),
                year=2025,
                last_number=244,
                last_dated_on=date(2025, 10, 23),
                ground="Sổ đăng ký văn bản đi năm 2025 (bản giấy)",
                by=office.vanthu,
            )
            books.confirm_start(start=start, by=office.chanhvanphong)
    plan = Written(
        on=date(2025, 10, 24),
        type="kh",
        subject="Triển khai chuyển đổi số trong Liên minh Hợp tác xã tỉnh Đồng Nai giai đoạn 2025 - 2030",
        unit="office",
        text=PLAN_TEXT,
        to="",
    )
    return _write(office, plan)


def _book() -> Series:
    common = Series.objects.filter(direction=Direction.OUTGOING, body__abbreviation="LM", types__isnull=True)
    return common.get(numbers_from=Authority.PORTAL)


def _day_of(paper: Written) -> date:
    """Its own day; where the book stands at a later one already, that: numbers never go back."""
    year = _book().years.filter(year=paper.on.year).first()
    return max(paper.on, year.last_dated_on) if year is not None and year.last_dated_on else paper.on


def _write(office: Office, paper: Written) -> Outgoing:
    on = _day_of(paper)
    drafter = office.chuyenvien if paper.unit == "policy" else office.people[_head_name(paper.unit)]
    facts: dict[str, Any] = {
        "body": IssuingBody.objects.get(abbreviation="LM"),
        "type": DocumentType.objects.get(code=paper.type),
        "subject": paper.subject,
        "unit": office.agencies[paper.unit],
        "signer": office.phochutich,
        "prefix": Prefix.KT,
        "addressees": paper.to if paper.type in {"cv", "ttr"} else "",
    }
    draft = drafting.Draft(facts=facts, text=paper.text, places=(drafting.Place("Các phòng, đơn vị", 3),))
    with at(on, 9, by=drafter):
        outgoing = drafting.begin_outgoing(draft=draft, by=drafter)
    if paper.state != State.DRAFT:
        for place, act in enumerate(
            _acts(office, paper, outgoing, drafter, on=on)[: ROAD.index(paper.state) + 1]
        ):
            with at(on, 10, 5 * place, by=office.vanthu):
                act()
    return outgoing


def _head_name(unit: str) -> str:
    return {"policy": "truongphong", "office": "chanhvanphong", "fund": "giamdocquy"}[unit]


def _acts(
    office: Office, paper: Written, outgoing: Outgoing, drafter: Any, *, on: date
) -> list[Callable[[], Any]]:
    head, clerk = office.people[_head_name(paper.unit)], office.vanthu
    # Whoever answers for the content does not check the form.
    checker = office.chanhvanphong if paper.unit != "office" else office.chuyenvien

    def check() -> None:
        if outgoing.form_checker_id != checker.pk:
            approving.name_form_checker(outgoing=outgoing, person=checker, by=office.chanhvanphong)
        approving.check_form(outgoing=outgoing, by=checker)

    return [
        lambda: approving.submit_outgoing(outgoing=outgoing, by=drafter),
        lambda: approving.approve_content(outgoing=outgoing, by=head),
        check,
        lambda: signing.record_wet_signature(outgoing=outgoing, signed_on=on, by=clerk),
        lambda: signing.number_outgoing(outgoing=outgoing, by=clerk),
        lambda: signing.seal_outgoing(outgoing=outgoing, by=clerk),
        lambda: issuing.issue_outgoing(outgoing=outgoing, way=SendWay.AXIS, by=clerk),
    ]
