"""What happened to the tasks in the weeks before the office's day."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from lmhtx.people.models import User
from plans.actions import changes, extensions, reports, tasks
from plans.demo.office import Office, at, find, tell
from plans.enums import ChangeGround, ChangeKind
from plans.models import Plan, Task

SINGLE_TASKS = Path(__file__).parent / "single_tasks.csv"
# Group, number, day, words, and the paper that came with it.
FINANCE_TOLD = (
    (
        "III",
        "1",
        date(2026, 6, 4),
        "Đã trình UBND thành phố kế hoạch phát triển KTTT, HTX năm 2026.",
        "1205/STC-KTTT",
    ),
    ("III", "4", date(2026, 6, 18), "Đã có văn bản tham gia ý kiến gửi Bộ Tài chính.", "1311/STC-KTTT"),
    ("I", "3", date(2026, 5, 20), "Đã trình thư chúc mừng của Trưởng Ban Chỉ đạo.", "1150/STC-VP"),
    (
        "I",
        "4",
        date(2026, 6, 26),
        "Đã tổ chức lễ phát động và chuỗi hoạt động kỷ niệm 80 năm.",
        "1390/STC-KTTT",
    ),
    (
        "II",
        "5",
        date(2026, 9, 8),
        "Đã gửi văn bản góp ý dự thảo Chương trình hỗ trợ chuyển đổi số cho HTX.",
        "",
    ),
)


def live_the_steering_plan(office: Office, plan: Plan) -> None:
    """What the agencies and the Alliance did of the 2026 plan until mid-September."""
    finance, farm = office.sotaichinh, office.sonongnghiep
    for group, stt, on, text, paper in FINANCE_TOLD:
        tell(find(plan, group, stt), finance, on, text, judge=office.giamdocsotc, paper=paper)
    done, on_the_way, drafted = (find(plan, "II", stt) for stt in ("6", "7", "3"))
    tell(done, farm, date(2026, 8, 20), "Đã góp ý chương trình đào tạo nông dân số.", judge=finance)
    text = "Đang lấy ý kiến các địa phương."
    tell(on_the_way, farm, date(2026, 9, 3), text, percent=60, judge=finance)
    tell(drafted, farm, date(2026, 9, 10), "Đã lập dự thảo góp ý, chờ Sở Tư pháp.", percent=40)
    _restructure(office, find(plan, "III", "11"))
    _merge_the_funds(office, find(plan, "III", "16"))
    _propose_awards(office, find(plan, "IV", "2"))
    _hold_fairs(office, find(plan, "V", "8"))


def _restructure(office: Office, task: Task) -> None:
    person = office.chuyenvien2
    text = "Đã rà soát 64 HTX, hướng dẫn 21 HTX sửa điều lệ."
    tell(task, person, date(2026, 7, 8), text, percent=35, judge=office.truongphong)
    tell(task, person, date(2026, 9, 11), "Đã rà soát thêm 30 HTX tại các xã phía Bắc.", percent=55)
    _tell_half_year(task, person)


def _merge_the_funds(office: Office, task: Task) -> None:
    director = office.giamdocquy
    text = "Đã bàn giao sổ sách Quỹ Bình Phước, đang trình Điều lệ mới."
    tell(task, director, date(2026, 8, 12), text, percent=50, judge=office.phochutich)
    with at(date(2026, 9, 14), 16, by=director):
        task.refresh_from_db()
        reason = "UBND thành phố yêu cầu bổ sung phương án sử dụng 350 tỷ đồng vốn điều lệ."
        extensions.ask_extension(task=task, by=director, to_due_on=date(2027, 3, 31), reason=reason)


def _propose_awards(office: Office, task: Task) -> None:
    text = "Đã lập danh sách 12 HTX đề nghị khen thưởng."
    report = tell(task, office.chuyenvienvp, date(2026, 9, 7), text, percent=70)
    chief = office.chanhvanphong
    with at(date(2026, 9, 9), 8, 40, by=chief):
        note = "Thiếu xác nhận thuế của 3 HTX; bổ sung rồi gửi lại."
        reports.return_report(report=report, by=chief, note=note)


def _hold_fairs(office: Office, task: Task) -> None:
    head, text = office.truongphong, "Đã tổ chức 2/4 hội nghị xúc tiến thương mại."
    tell(task, office.chuyenvien, date(2026, 8, 5), text, percent=50, judge=head)
    _tell_half_year(task, office.chuyenvien)
    with at(date(2026, 9, 10), 11, by=head):
        text = "Hội nghị tháng 10 nên mời thêm HTX khu vực Bình Phước cũ."
        tasks.comment_task(task=task, by=head, text=text)


def _tell_half_year(task: Task, person: User) -> None:
    with at(date(2026, 7, 1), 10, by=person):
        if (point := task.check_points.filter(on=date(2026, 6, 30)).first()) is not None:
            tasks.tell_check_point(point=point, by=person, line="Đúng kế hoạch, chưa có vướng mắc.")


def live_the_own_plan(office: Office, plan: Plan) -> None:
    """Progress of the digital plan."""
    chief, head, director = office.chanhvanphong, office.truongphong, office.giamdocquy
    texts = (
        (date(2026, 3, 31), 30, "Đã khảo sát hiện trạng, lập danh mục quy trình."),
        (date(2026, 6, 30), 55, "Đã số hóa phần lớn dữ liệu, đang chuẩn hóa."),
    )
    judges = {"office": office.chanhvanphong, "policy": head, "fund": director}
    for place, task in enumerate(plan.tasks.order_by("position")):
        person, judge = task.person or chief, judges[str(task.followed_by.code)]
        for on, percent, text in texts[: 1 + place % 2]:
            other = judge if judge != person else chief
            tell(task, person, on, text, percent=percent - place * 3, judge=other)


def live_single_tasks(office: Office) -> None:
    """Tasks given within the house, some done in time, some late, some overdue today."""
    givers = {"office": office.chanhvanphong, "policy": office.truongphong, "fund": office.giamdocquy}
    with SINGLE_TASKS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            _live_one(office, row, giver=givers[row["unit"]])
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


def _live_one(office: Office, row: dict[str, str], *, giver: User) -> None:
    person = office.people[row["username"]]
    with at(date.fromisoformat(row["given_on"]), 8, 15, by=giver):
        work = tasks.Work(text=row["text"], due_on=date.fromisoformat(row["due_on"]))
        task = tasks.give_task(by=giver, work=work, person=person, unit=office.agencies[row["unit"]])
    if row["done_on"]:
        tell(task, person, date.fromisoformat(row["done_on"]), "Đã hoàn thành theo yêu cầu.", judge=giver)
