"""Some weeks of work on the two real plans, so that every page of the demonstration office lives."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pghistory
import pghistory.models
from django.utils import timezone

from lmhtx.base.clock import standing_at
from lmhtx.directory.models import Agency
from lmhtx.people.models import User
from plans.actions import changes, extensions, reports, tasks
from plans.actions.finishing import finish_reading
from plans.actions.letters import draft_urging_letters
from plans.actions.writing import Consent, write_into_plan
from plans.enums import AssignmentRole, ChangeGround, ChangeKind, ReportKind
from plans.models import Plan, Reading, Task
from plans.paper_reading import found_in_files

SAMPLES = Path(__file__).parent / "samples"
PLAN_2026 = SAMPLES / "ke-hoach-2026-bcd-kttt" / "document.docx"
PLAN_245 = SAMPLES / "ke-hoach-chuyen-doi-so-2025" / "document.docx"


class Office:
    """The people and agencies of the demonstration, by their short names."""

    def __init__(self) -> None:
        self.people = {user.username: user for user in User.objects.all()}
        self.agencies = {agency.code: agency for agency in Agency.objects.exclude(code="")}

    def __getattr__(self, name: str) -> Any:
        return self.people[name]


@contextmanager
def at(day: date, hour: int = 9, minute: int = 0, *, by: User | None = None) -> Iterator[None]:
    """Live that moment as one request of the person; what the database itself dated is dated back with it."""
    began = timezone.now()
    moment = timezone.make_aware(datetime.combine(day, time(hour, minute)))
    with standing_at(moment), pghistory.context(user=by.pk if by else None):
        yield
    for event_model in pghistory.models.Event.__subclasses__():
        if not event_model._meta.abstract and not event_model._meta.proxy and event_model._meta.managed:
            event_model.objects.filter(pgh_created_at__gte=began).update(pgh_created_at=moment)


def load(day: date) -> None:
    """Bring in the two plans through the reader itself, give them out, and let the weeks to `day` pass."""
    office = Office()
    with at(date(2025, 10, 27), by=office.vanthu):
        own = bring_in(office, PLAN_245, keeper="alliance", number="245", symbol="KH-LM", issued_on="2025-10-24")
    with at(date(2026, 5, 11), by=office.vanthu):
        steering = bring_in(office, PLAN_2026, keeper="finance", year=2026)
    give_out(office, own, steering)
    live_the_steering_plan(office, steering)
    live_the_own_plan(office, own)
    live_single_tasks(office)
    with at(day, 7):
        draft_urging_letters(today=day)


def bring_in(office: Office, path: Path, *, keeper: str, year: int | None = None, **head: str) -> Plan:
    """Read the paper as a clerk would put it in, fill what its head leaves blank, write it into a plan."""
    reading = Reading.objects.create(name=path.name, year=year, created_by=office.vanthu)
    reading = finish_reading(reading=reading, found=found_in_files([str(path)], year=year))
    document = reading.draft["document"]
    document |= {"keeper": office.agencies[keeper].pk, "followed_by": office.agencies["office"].pk, **head}
    reading.save(update_fields=["draft"])
    return write_into_plan(reading=reading, by=office.vanthu, consent=Consent(leaves_doubts=True)).plan


def give_out(office: Office, own: Plan, steering: Plan) -> None:
    """Put people in charge of what the Alliance leads."""
    charges = {
        ("III", "11"): ("policy", office.chuyenvien2),
        ("III", "16"): ("fund", office.giamdocquy),
        ("IV", "2"): ("office", office.chuyenvienvp),
        ("V", "8"): ("policy", office.chuyenvien),
        ("V", "9"): ("fund", office.tindung),
    }
    with at(date(2026, 5, 12), 14, by=office.phochutich):
        for (group, stt), (unit, person) in charges.items():
            task = find(steering, group, stt)
            tasks.put_in_charge(task=task, by=office.phochutich, person=person, unit=office.agencies[unit])
    people = {"office": office.chuyenvienvp, "policy": office.chuyenvien, "fund": office.ketoanquy}
    with at(date(2025, 10, 28), by=office.chanhvanphong):
        for task in own.tasks.all():
            leads = [row.agency for row in task.assignments.all() if row.role == AssignmentRole.LEAD and row.agency]
            unit = leads[0] if leads and leads[0].kind == "unit" else office.agencies["office"]
            tasks.put_in_charge(task=task, by=office.chanhvanphong, person=people[unit.code], unit=unit)


def find(plan: Plan, group: str, stt: str) -> Task:
    """The task that stands at a place of the paper."""
    return plan.tasks.get(group__startswith=f"{group}.", stt=stt)


def tell(task: Task, by: User, on: date, text: str, *, percent: int = 100, judge: User | None = None, paper: str = "") -> Any:
    """A report on a day, accepted two days later where a judge is named."""
    task.refresh_from_db()
    kind = ReportKind.COMPLETION if percent == 100 else ReportKind.PROGRESS
    done = {target: (target.quantity * percent / 100).quantize(Decimal(1)) for target in task.targets.all()}
    account = reports.Account(kind=kind, text=text, percent=percent, paper=paper, quantities=done)
    with at(on, 15, 20, by=by):
        report = reports.submit_report(task=task, by=by, account=account, agency=by.postings_today[0].unit)
    if judge is not None:
        with at(on + timedelta(days=2), 10, 5, by=judge):
            reports.accept_report(report=report, by=judge)
    return report


def live_the_steering_plan(office: Office, plan: Plan) -> None:
    """What the agencies and the Alliance did of the 2026 plan until mid-September."""
    finance, chief = office.sotaichinh, office.giamdocsotc
    told = (
        ("III", "1", date(2026, 6, 4), "Đã trình UBND thành phố kế hoạch phát triển KTTT, HTX năm 2026.", "1205/STC-KTTT"),
        ("III", "4", date(2026, 6, 18), "Đã có văn bản tham gia ý kiến gửi Bộ Tài chính.", "1311/STC-KTTT"),
        ("I", "3", date(2026, 5, 20), "Đã trình thư chúc mừng của Trưởng Ban Chỉ đạo.", "1150/STC-VP"),
        ("I", "4", date(2026, 6, 26), "Đã tổ chức lễ phát động và chuỗi hoạt động kỷ niệm 80 năm.", "1390/STC-KTTT"),
        ("II", "5", date(2026, 9, 8), "Đã gửi văn bản góp ý dự thảo Chương trình hỗ trợ chuyển đổi số cho HTX.", ""),
    )
    for group, stt, on, text, paper in told:
        tell(find(plan, group, stt), finance, on, text, judge=chief, paper=paper)
    farm = office.sonongnghiep
    tell(find(plan, "II", "6"), farm, date(2026, 8, 20), "Đã góp ý chương trình đào tạo nông dân số.", judge=finance)
    tell(find(plan, "II", "7"), farm, date(2026, 9, 3), "Đang lấy ý kiến các địa phương.", percent=60, judge=finance)
    tell(find(plan, "II", "3"), farm, date(2026, 9, 10), "Đã lập dự thảo góp ý, chờ Sở Tư pháp.", percent=40)
    _live_our_five(office, plan)


def _live_our_five(office: Office, plan: Plan) -> None:
    deputy = office.phochutich
    restructure, merger = find(plan, "III", "11"), find(plan, "III", "16")
    tell(restructure, office.chuyenvien2, date(2026, 7, 8), "Đã rà soát 64 HTX, hướng dẫn 21 HTX sửa điều lệ.", percent=35, judge=office.truongphong)
    tell(restructure, office.chuyenvien2, date(2026, 9, 11), "Đã rà soát thêm 30 HTX tại các xã phía Bắc.", percent=55)
    tell(merger, office.giamdocquy, date(2026, 8, 12), "Đã bàn giao sổ sách Quỹ Bình Phước, đang trình Điều lệ mới.", percent=50, judge=deputy)
    with at(date(2026, 9, 14), 16, by=office.giamdocquy):
        merger.refresh_from_db()
        reason = "UBND thành phố yêu cầu bổ sung phương án sử dụng 350 tỷ đồng vốn điều lệ."
        extensions.ask_extension(task=merger, by=office.giamdocquy, to_due_on=date(2027, 3, 31), reason=reason)
    awards = find(plan, "IV", "2")
    report = tell(awards, office.chuyenvienvp, date(2026, 9, 7), "Đã lập danh sách 12 HTX đề nghị khen thưởng.", percent=70)
    with at(date(2026, 9, 9), 8, 40, by=office.chanhvanphong):
        reports.return_report(report=report, by=office.chanhvanphong, note="Thiếu xác nhận thuế của 3 HTX; bổ sung rồi gửi lại.")
    fairs = find(plan, "V", "8")
    tell(fairs, office.chuyenvien, date(2026, 8, 5), "Đã tổ chức 2/4 hội nghị xúc tiến thương mại.", percent=50, judge=office.truongphong)
    for task in (restructure, fairs):
        with at(date(2026, 7, 1), 10, by=task.person):
            if (point := task.check_points.filter(on=date(2026, 6, 30)).first()) is not None:
                tasks.tell_check_point(point=point, by=task.person, line="Đúng kế hoạch, chưa có vướng mắc.")
    with at(date(2026, 9, 10), 11, by=office.truongphong):
        tasks.comment_task(task=fairs, by=office.truongphong, text="Hội nghị tháng 10 nên mời thêm HTX khu vực Bình Phước cũ.")


def live_the_own_plan(office: Office, plan: Plan) -> None:
    """Progress of the digital plan."""
    chief, head, director = office.chanhvanphong, office.truongphong, office.giamdocquy
    texts = (
        (date(2026, 3, 31), 30, "Đã khảo sát hiện trạng, lập danh mục quy trình."),
        (date(2026, 6, 30), 55, "Đã số hóa phần lớn dữ liệu, đang chuẩn hóa."),
    )
    judges = {"office": office.chanhvanphong, "policy": head, "fund": director}
    for place, task in enumerate(plan.tasks.order_by("position")):
        for on, percent, text in texts[: 1 + place % 2]:
            judge = judges[task.followed_by.code]
            tell(task, task.person, on, text, percent=percent - place * 3, judge=judge if judge != task.person else chief)


SINGLE = (
    ("Tổng hợp số liệu HTX quý I gửi Sở Tài chính", "policy", "chuyenvien", date(2026, 3, 20), date(2026, 4, 10), date(2026, 4, 9)),
    ("Chuẩn bị hội nghị đối thoại với HTX", "office", "chuyenvienvp", date(2026, 4, 2), date(2026, 4, 24), date(2026, 4, 28)),
    ("Rà soát hồ sơ vay quá hạn trên 90 ngày", "fund", "tindung", date(2026, 4, 15), date(2026, 5, 15), date(2026, 5, 14)),
    ("Lập danh sách 18 HTX điểm chuyển đổi số", "policy", "chuyenvien2", date(2026, 5, 5), date(2026, 5, 29), date(2026, 5, 29)),
    ("Báo cáo 6 tháng công tác Quỹ", "fund", "ketoanquy", date(2026, 6, 1), date(2026, 6, 19), date(2026, 6, 24)),
    ("Tổng hợp báo cáo 6 tháng phát triển KTTT", "office", "chuyenvienvp", date(2026, 6, 3), date(2026, 6, 22), date(2026, 6, 22)),
    ("Mở 2 lớp Bình dân học vụ số cho cán bộ HTX", "policy", "chuyenvien", date(2026, 6, 15), date(2026, 7, 31), date(2026, 7, 30)),
    ("Kiểm tra việc sử dụng vốn vay tại 5 HTX", "fund", "tindung", date(2026, 7, 6), date(2026, 8, 14), date(2026, 8, 20)),
    ("Đăng tải danh mục sản phẩm OCOP lên trang thông tin", "policy", "chuyenvien2", date(2026, 7, 20), date(2026, 8, 28), None),
    ("Rà soát hợp đồng lao động của Văn phòng", "office", "chuyenvienvp", date(2026, 8, 10), date(2026, 9, 9), None),
    ("Cập nhật danh sách HTX ngừng hoạt động trên 12 tháng", "policy", "chuyenvien", date(2026, 8, 24), date(2026, 9, 15), None),
    ("Dự thảo báo cáo 9 tháng phát triển KTTT, HTX", "policy", "chuyenvien", date(2026, 9, 7), date(2026, 9, 18), None),
    ("Đối chiếu công nợ quý III với các HTX vay vốn", "fund", "ketoanquy", date(2026, 9, 9), date(2026, 9, 30), None),
    ("Chuẩn bị tài liệu họp giao ban tháng 10", "office", "chuyenvienvp", date(2026, 9, 14), date(2026, 9, 21), None),
)


def live_single_tasks(office: Office) -> None:
    """Tasks given within the house, some done in time, some late, some overdue today."""
    givers = {"office": office.chanhvanphong, "policy": office.truongphong, "fund": office.giamdocquy}
    for text, unit, username, given_on, due_on, done_on in SINGLE:
        giver, person = givers[unit], office.people[username]
        with at(given_on, 8, 15, by=giver):
            work = tasks.Work(text=text, due_on=due_on)
            task = tasks.give_task(by=giver, work=work, person=person, unit=office.agencies[unit])
        if done_on is not None:
            tell(task, person, done_on, "Đã hoàn thành theo yêu cầu.", judge=giver)
    with at(date(2026, 8, 26), 17, by=office.chanhvanphong):
        task = Task.objects.get(text__startswith="Rà soát hợp đồng lao động")
        order = changes.Order(
            kind=ChangeKind.DUE,
            ground=ChangeGround.PHONE,
            said_by="Chủ tịch Nguyễn Văn Thành",
            said_on=date(2026, 8, 26),
            due_on=date(2026, 9, 11),
        )
        changes.change_tasks(tasks=[task], by=office.chanhvanphong, order=order)
