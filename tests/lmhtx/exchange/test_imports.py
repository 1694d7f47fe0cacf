"""Registers from Excel: every fault at its cell, nothing written before it is confirmed, all or nothing then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lmhtx.audit.models import Entry
from lmhtx.contributions import temporarily
from lmhtx.directory.models import Agency, AgencyAlias
from lmhtx.exchange.actions import imports as acts
from lmhtx.exchange.actions.forgetting import forget_old
from lmhtx.exchange.comparing import exchange_of, held_against
from lmhtx.exchange.models import Import, ImportState
from lmhtx.exchange.tasks import check_brought, write_brought
from lmhtx.exchange.templates_out import template_file
from lmhtx.files.models import Attachment, Blob
from lmhtx.people.models import Posting, User
from lmhtx.people.roles import Role
from lmhtx.sheets.reading import decoded, read_sheets
from lmhtx.workflow import Refused
from plans.enums import AssignmentRole, ChangeKind
from plans.models import Task
from tests.factories import plans as make

KINDS = ("agencies", "units", "people", "tasks")
AGENCY = ("Tên", "Tên ngắn", "Cách viết khác", "Thư điện tử", "Từ ngày")


def workbook(*rows, sheet="Dữ liệu"):
    """A workbook with these rows, the headings first."""
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    body = BytesIO()
    book.save(body)
    return body.getvalue()


def upload(body, name="tep.xlsx"):
    return SimpleUploadedFile(name, body)


def brought(kind, body, by, *, within=None):
    found = acts.bring_workbook(kind=kind, within=within, file=upload(body), by=by)
    check_brought(found.pk)
    found.refresh_from_db()
    return found


def written(found, by):
    acts.confirm_workbook(brought=found, by=by)
    write_brought(found.pk)
    found.refresh_from_db()
    return found


def faults(found):
    return [(f"{one['column']}{one['row']}", one["reason"]) for one in found.faults]


def sheets_of(path):
    return [(s["name"], [[decoded(c) for c in row] for row in s["rows"]]) for s in read_sheets(path)]


@pytest.fixture
def office(admin, office_chief):
    """Whoever may fill a register."""
    return {"agencies": office_chief, "units": office_chief, "people": admin, "tasks": office_chief}


@pytest.fixture
def plan(office_chief):
    """A plan with tasks of every sort."""
    paper = make.plan(title="Kế hoạch năm", number="245", symbol="KH-LM", year_from=2026)
    person = User.objects.get(username="chuyenvien")
    make.task(
        plan=paper, text="Tập huấn\nhai buổi ", stt="1", group="I", leads=("policy", "office"), person=person
    )
    make.task(plan=paper, text="=Rà soát", due_on=None, deadline_text="Quý III/2026", partners=("office",))
    return paper


@pytest.mark.parametrize("kind", KINDS)
def test_what_goes_out_comes_back_as_no_change(office, plan, tmp_path, kind):
    by, exchange = office[kind], exchange_of(kind)
    place = plan if kind == "tasks" else None
    body, _ = template_file(exchange, by=by, place=place, is_full=True)
    path = tmp_path / "tep.xlsx"
    path.write_bytes(body.read())

    found = held_against(exchange, sheets_of(path), by=by, place=place)

    assert found.outcome.faults == []
    assert (found.counts["new"], found.counts["changed"]) == (0, 0)
    assert found.counts["same"] == len(exchange.rows(found.book)) > 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_has_headings_help_and_lists(as_, office, plan, kind):
    response = as_(office[kind]).get(reverse("import_template", args=[kind]))

    book = openpyxl.load_workbook(BytesIO(response.getvalue()))
    data = book["Dữ liệu"]
    assert book.sheetnames == ["Dữ liệu", "Hướng dẫn", "Danh mục"]
    headings = [cell.value for cell in data[1]]
    assert headings[-1] == "Mã dòng"
    assert data.column_dimensions[data.cell(1, len(headings)).column_letter].hidden
    assert data.data_validations.dataValidation[0].type == "list"
    assert [heading for heading in headings if heading.endswith("*")] != []


def test_new_and_changed_agencies_are_shown_and_written_with_their_trail(as_, office_chief):
    there = Agency.objects.create(kind="outside", name="Sở Cũ", phone="123")
    AgencyAlias.objects.create(agency=there, alias="SC")
    body = workbook(
        (*AGENCY, "Ghi chú"),
        ("Sở Mới", "SM", "S. Mới; Sở M", "so@moi.vn", "1/7/25", None),
        ("SỞ CŨ", None, "SC; Sở cũ kỹ", None, date(2024, 1, 2), None),
    )

    found = brought("agencies", body, office_chief)
    assert (found.state, found.counts) == (ImportState.READY, {"new": 1, "changed": 1, "same": 0})
    assert not Agency.objects.filter(name="Sở Mới").exists()
    page = as_(office_chief).get(found.get_absolute_url()).content.decode()
    assert "Sở Mới" in page
    assert "Ghi vào hệ thống" in page
    written(found, office_chief)

    assert found.state == ImportState.WRITTEN
    new = Agency.objects.get(name="Sở Mới")
    assert (new.kind, new.short_name, new.email, new.valid_from) == (
        "outside",
        "SM",
        "so@moi.vn",
        date(2025, 7, 1),
    )
    assert sorted(new.aliases.values_list("alias", flat=True)) == ["S. Mới", "Sở M"]
    there.refresh_from_db()
    assert (there.name, there.phone, there.valid_from) == ("SỞ CŨ", "123", date(2024, 1, 2))
    assert sorted(there.aliases.values_list("alias", flat=True)) == ["SC", "Sở cũ kỹ"]
    verbs = Entry.objects.filter(by=office_chief).values_list("verb", flat=True)
    assert {"directory.agency.added", "directory.agency.changed", "exchange.import.written"} <= set(verbs)
    assert "Đã ghi." in as_(office_chief).get(found.get_absolute_url()).content.decode()
    assert Agency.objects.filter(folded__contains="so moi").exists()


def test_every_fault_is_told_at_its_cell_and_marked_in_the_workbook(as_, office_chief):
    Agency.objects.create(kind="outside", name="Sở Đôi")
    Agency.objects.create(kind="outside", name="Sở Đôi")
    body = workbook(
        ("Tên", "Trực thuộc", "Từ ngày", "Thư điện tử", "Nhắc tự động", "Màu sắc"),
        ("Sở A", "Sở Tài chín", "31/2/2026", "khong-phai-thu", "có thể", None),
        (None, None, "5/9/26", None, "Có", None),
        ("Sở A", None, None, None, None, None),
        ("Sở Đôi", None, None, None, None, None),
    )

    found = brought("agencies", body, office_chief)

    assert found.state == ImportState.FAULTY
    assert faults(found) == [
        ("F1", "Không có cột nào tên “Màu sắc”."),
        ("B2", "Không có cơ quan, đơn vị nào tên “Sở Tài chín”."),
        ("C2", "Tháng 2/2026 không có ngày 31."),
        ("D2", "“khong-phai-thu” không phải là địa chỉ thư."),
        ("E2", "“có thể” không phải Có hoặc Không."),
        ("A3", "Ô bắt buộc còn trống."),
        ("A4", "Trùng với dòng 2 của tệp này."),
        ("A5", "Có 2 dòng đang có giống dòng này, không rõ là dòng nào."),
    ]
    assert "“Sở Tài chính”" in found.faults[1]["advice"]
    marked = Attachment.objects.of(found).get(kind="marked")
    with default_storage.open(marked.blob.stored_name) as file:
        book = openpyxl.load_workbook(file)
    assert book["Dữ liệu"]["C2"].fill.fgColor.rgb == "FFFFC7CE"
    assert "không có ngày 31" in book["Dữ liệu"]["C2"].comment.text
    assert book["Lỗi cần sửa"]["B2"].value == "F1"
    page = as_(office_chief).get(found.get_absolute_url()).content.decode()
    assert "Tệp có 8 lỗi" in page
    with pytest.raises(Refused):
        acts.confirm_workbook(brought=found, by=office_chief)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ((("Ghi chú", "Điện thoại"), ("a", "b")), "Thiếu cột bắt buộc “Tên”."),
        ((("Tên", "Tên"), ("a", "b")), "Cột “Tên” có hai lần."),
        ((("x", "y"), ("a", "b")), "Không tìm thấy hàng tiêu đề nào có các cột của mẫu."),
        ((("Tên",),), "Dưới hàng tiêu đề chưa có dòng nào."),
        ((), "Không tìm thấy hàng tiêu đề nào có các cột của mẫu."),
        ((("Tên", "Mã dòng"), ("a", "999999")), "Không tìm thấy dòng có mã này."),
    ],
)
def test_faults_of_the_sheet_itself(office_chief, rows, told):
    found = brought("agencies", workbook(*rows), office_chief)

    assert told in [reason for _, reason in faults(found)]


def test_an_empty_cell_keeps_and_xoa_erases(office_chief):
    there = Agency.objects.create(kind="outside", name="Sở Cũ", phone="123", email="a@b.vn")
    body = workbook(("Tên", "Điện thoại", "Thư điện tử"), ("Sở Cũ", None, "xoá"))

    written(brought("agencies", body, office_chief), office_chief)

    there.refresh_from_db()
    assert (there.phone, there.email) == ("123", "")


def test_what_must_stand_cannot_be_erased(office_chief):
    there = Agency.objects.create(kind="outside", name="Sở Cũ")
    body = workbook(("Tên", "Mã dòng"), ("XÓA", str(there.pk)))

    assert faults(brought("agencies", body, office_chief)) == [("A2", "Không xóa được ô bắt buộc.")]


def test_a_workbook_without_changes_has_nothing_to_write(office_chief):
    Agency.objects.create(kind="outside", name="Sở Cũ")
    found = brought("agencies", workbook(("Tên",), ("Sở Cũ",)), office_chief)

    with pytest.raises(Refused, match="không thay đổi gì"):
        acts.confirm_workbook(brought=found, by=office_chief)


def test_data_changed_since_the_check_is_shown_again_and_not_written(office_chief):
    there = Agency.objects.create(kind="outside", name="Sở Cũ", phone="1")
    found = brought("agencies", workbook(("Tên", "Điện thoại"), ("Sở Cũ", "2")), office_chief)
    acts.confirm_workbook(brought=found, by=office_chief)
    Agency.objects.filter(pk=there.pk).update(phone="3")

    write_brought(found.pk)

    found.refresh_from_db()
    there.refresh_from_db()
    assert (found.state, there.phone) == (ImportState.READY, "3")
    assert found.changes[0]["cells"] == [["Điện thoại", "3", "2"]]


def test_a_fault_that_came_up_since_the_check_leaves_all_unwritten(office_chief):
    Agency.objects.create(kind="outside", name="Sở Cũ", phone="1")
    found = brought("agencies", workbook(("Tên", "Điện thoại"), ("Sở Cũ", "2")), office_chief)
    Agency.objects.create(kind="outside", name="Sở Cũ")

    written(found, office_chief)

    assert found.state == ImportState.FAULTY
    assert faults(found) == [("A2", "Có 2 dòng đang có giống dòng này, không rõ là dòng nào.")]
    assert Attachment.objects.of(found).filter(kind="marked").exists()
    assert not Agency.objects.filter(phone="2").exists()


def test_what_another_has_written_at_that_moment_is_told_and_nothing_written(office_chief):
    def meet(rows, book):
        """What the register does not allow twice stands there between our look and our writing."""
        exchange_of("agencies").save(rows, book)
        Agency.objects.create(kind="alliance", name="Liên minh thứ hai")

    with temporarily(replace(exchange_of("agencies"), key="thu", save=meet)):
        found = written(brought("thu", workbook(("Tên",), ("Sở Mới",)), office_chief), office_chief)

    assert (found.state, found.failure) == (ImportState.FAULTY, acts.CLASH)
    assert not Agency.objects.filter(name="Sở Mới").exists()


def test_one_row_refused_while_writing_leaves_all_unwritten(office_chief, monkeypatch):
    Agency.objects.create(kind="outside", name="Sở Cũ", phone="1")
    body = workbook(("Tên", "Điện thoại"), ("Sở Mới", "1"), ("Sở Cũ", "2"))
    found = brought("agencies", body, office_chief)

    def refuse(**facts):
        raise Refused("Không ghi được.")

    monkeypatch.setattr("lmhtx.account.resources.agencies.save_agency", refuse)
    written(found, office_chief)

    assert (found.state, found.failure) == (ImportState.FAULTY, "Không ghi được.")
    assert not Agency.objects.filter(name="Sở Mới").exists()


def test_an_alias_of_another_agency_is_a_fault(office_chief):
    other = Agency.objects.create(kind="outside", name="Sở Khác")
    AgencyAlias.objects.create(agency=other, alias="Sở K")
    body = workbook(("Tên", "Cách viết khác"), ("Sở Mới", "Sở K"))

    assert faults(brought("agencies", body, office_chief)) == [
        ("B2", "Cách viết “Sở K” đã là của cơ quan khác.")
    ]


def test_an_agency_does_not_stand_above_itself(office_chief):
    Agency.objects.create(kind="outside", name="Sở Cũ")
    body = workbook(("Tên", "Trực thuộc"), ("Sở Cũ", "Sở Cũ"))

    assert faults(brought("agencies", body, office_chief)) == [
        ("B2", "Một cơ quan không thể trực thuộc chính nó.")
    ]


@pytest.mark.parametrize(
    ("body", "name", "told"),
    [
        (b"khong phai excel", "a.xlsx", "a.xlsx"),
        (b"", "a.xlsx", "a.xlsx"),
        (b"a;b", "a.csv", "Chỉ nhận tệp Excel .xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.xlsx", "a.xlsx"),
        (workbook(("Tên",))[:-60], "a.xlsx", "a.xlsx"),
    ],
)
def test_bad_files_are_refused_and_not_kept(office_chief, body, name, told):
    with pytest.raises(Refused, match=told):
        acts.bring_workbook(kind="agencies", within=None, file=upload(body, name), by=office_chief)

    assert Blob.objects.count() == 0


def test_rights_are_those_of_the_register(as_, clerk, officer, office_chief):
    body = workbook(("Tên",), ("Sở Mới",))

    with pytest.raises(Refused, match="không có quyền nhập cơ quan ngoài"):
        acts.bring_workbook(kind="agencies", within=None, file=upload(body), by=clerk)
    assert as_(clerk).get(reverse("import_create", args=["agencies"])).status_code == 404
    assert as_(clerk).get(reverse("import_create", args=["gi-do"])).status_code == 404
    found = brought("agencies", body, office_chief)
    assert as_(officer).get(found.get_absolute_url()).status_code == 404
    assert as_(officer).post(reverse("import_confirm", args=[found.pk])).status_code == 404


def test_a_right_lost_before_writing_stops_it(office_chief):
    found = brought("agencies", workbook(("Tên",), ("Sở Mới",)), office_chief)
    acts.confirm_workbook(brought=found, by=office_chief)
    Posting.objects.filter(user=office_chief).update(valid_to=date(2026, 9, 1))

    with pytest.raises(Refused):
        write_brought(found.pk)

    assert not Agency.objects.filter(name="Sở Mới").exists()


def test_the_way_of_a_workbook_through_its_pages(as_, office_chief):
    browser = as_(office_chief)
    form = browser.get(reverse("import_create", args=["agencies"])).content.decode()
    assert "Tải dữ liệu hiện có" in form
    body = workbook(("Tên",), ("Sở Mới",))

    response = browser.post(reverse("import_create", args=["agencies"]), {"file": upload(body)})

    found = Import.objects.get()
    assert response.headers["Location"] == found.get_absolute_url()
    assert "Tiến độ" in browser.get(found.get_absolute_url()).content.decode()
    check_brought(found.pk)
    check_brought(found.pk)
    assert "Bỏ lần nhập này" in browser.get(found.get_absolute_url()).content.decode()
    browser.post(reverse("import_drop", args=[found.pk]))
    found.refresh_from_db()
    assert (found.state, found.changes) == (ImportState.DROPPED, [])
    assert "Lần nhập này đã bỏ" in browser.get(found.get_absolute_url()).content.decode()
    assert "tep.xlsx" in browser.get(reverse("sheet_home")).content.decode()
    assert "Nhập cơ quan ngoài từ Excel" in browser.get(reverse("agency_list")).content.decode()


def test_no_file_is_told_at_its_field(as_, office_chief):
    response = as_(office_chief).post(reverse("import_create", args=["agencies"]), {})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["file"]


def test_brought_workbooks_go_after_thirty_days_with_their_contents(office_chief, at_day):
    brought("agencies", workbook(("Tên",), ("Sở Mới",)), office_chief)
    at_day(date(2026, 10, 16))

    assert forget_old() == (0, 1)
    assert (Import.objects.count(), Attachment.objects.count(), Blob.objects.count()) == (0, 0, 0)


PERSON = ("Họ và tên", "Tên đăng nhập", "Vai trò", "Đơn vị, cơ quan", "Từ ngày", "Thư điện tử")


def test_people_come_with_their_posts_and_without_a_password(admin):
    unit = make.agency("office").name
    body = workbook(PERSON, ("Nguyễn Văn Mới", "NguyenVanMoi", "chuyên viên", unit, "1/10/2026", "moi@x.vn"))

    written(brought("people", body, admin), admin)

    new = User.objects.get(username="nguyenvanmoi")
    posting = new.postings.get()
    assert (new.has_usable_password(), new.must_change_password, new.full_name) == (
        False,
        True,
        "Nguyễn Văn Mới",
    )
    assert (posting.role, posting.unit.name, posting.valid_from) == (Role.OFFICER, unit, date(2026, 10, 1))


def test_another_post_ends_the_old_one_the_day_before(admin, officer):
    body = workbook(
        ("Họ và tên", "Tên đăng nhập", "Vai trò", "Từ ngày"), (None, "chuyenvien", "Văn thư", "1/10/2026")
    )
    old = officer.postings.get()

    written(brought("people", body, admin), admin)

    old.refresh_from_db()
    assert old.valid_to == date(2026, 9, 30)
    assert Posting.objects.get(user=officer, role=Role.CLERK).unit == old.unit


def test_faults_of_people(office_chief):
    unit, outside = make.agency("office").name, "Sở Tài chính"
    body = workbook(
        PERSON,
        ("A", "vanthu2", "Văn thư", outside, None, None),
        ("B", "sai tên", "Văn thư", unit, None, None),
        ("C", "nguoic", None, unit, None, None),
        ("D", "nguoid", "Quản trị hệ thống", None, None, None),
        ("E", "nguoie", "Cán bộ cơ quan ngoài", unit, None, None),
        ("F", "nguoif", "Chuyên viên", None, None, None),
        (None, "chanhvanphong", "Văn thư", None, "1/10/2026", None),
        (None, "chuyenvien", "Văn thư", None, None, None),
    )

    assert faults(brought("people", body, office_chief)) == [
        ("D2", "Vai trò này thuộc Liên minh."),
        ("B3", "“sai tên” không dùng làm tên đăng nhập được."),
        ("C4", "Chưa ghi vai trò."),
        ("C5", "Chỉ quản trị hệ thống giao được vai trò này."),
        ("D6", "Vai trò này dành cho cơ quan ngoài."),
        ("D7", "Chưa ghi đơn vị."),
        ("C8", "Không ai tự phân công chức vụ cho mình."),
        ("E9", "Đổi vai trò, đơn vị hay chức vụ phải có ngày bắt đầu mới, sau 01/07/2025."),
    ]


def test_an_address_and_a_name_belong_to_one_person(admin):
    unit = make.agency("office").name
    User.objects.filter(username="vanthu").update(email="lan@x.vn")
    body = workbook(
        PERSON,
        ("A", "nguoia", "Văn thư", unit, None, "LAN@x.vn"),
        ("B", "nguoib", "Văn thư", unit, None, "chung@x.vn"),
        ("C", "nguoic", "Văn thư", unit, None, "chung@x.vn"),
    )

    assert [place for place, _ in faults(brought("people", body, admin))] == ["F2", "F4"]


def test_a_post_is_ended_by_its_last_day(admin, officer):
    body = workbook(("Họ và tên", "Tên đăng nhập", "Đến hết ngày"), (None, "chuyenvien", "31/12/2026"))

    written(brought("people", body, admin), admin)

    assert officer.postings.get().valid_to == date(2026, 12, 31)


TASK = ("Nội dung", "Chủ trì", "Phối hợp", "Thời hạn như in", "Hạn", "Giờ hạn", "Người phụ trách")


def test_tasks_come_into_a_plan(office_chief, officer, plan):
    lead = make.agency("policy").name
    body = workbook(
        TASK,
        (
            "Việc một",
            lead,
            "Sở Tài chính; Sở Nông nghiệp và Môi trường",
            None,
            "31/12/2026",
            "16h",
            officer.full_name,
        ),
        ("Việc hai", lead, None, "Quý IV/2026", None, None, None),
    )

    written(brought("tasks", body, office_chief, within=plan), office_chief)

    one, two = Task.objects.filter(text__startswith="Việc").order_by("position")
    assert (one.plan, one.due_on, f"{one.due_time:%H:%M}", one.person) == (
        plan,
        date(2026, 12, 31),
        "16:00",
        officer,
    )
    assert one.assignments.filter(role=AssignmentRole.PARTNER).count() == 2
    assert (two.kind, two.due_on, two.followed_by.code) == ("quarter", date(2026, 12, 31), "policy")
    assert Entry.objects.filter(verb="plans.task.given").count() == 2


def test_single_tasks_need_somebody_and_a_day_to_come(office_chief, officer):
    body = workbook(
        TASK,
        ("Việc một", None, None, None, None, None, None),
        ("Việc hai", None, None, None, "1/9/2026", None, officer.full_name),
        ("Việc ba", None, None, None, None, "16:00", officer.full_name),
        ("Việc bốn", None, None, None, "1/10/2026", None, officer.full_name),
    )

    assert faults(brought("tasks", body, office_chief)) == [
        ("B2", "Chưa ghi ai làm."),
        ("E3", "Ngày 01/09/2026 đã qua."),
        ("F4", "Có giờ hạn thì phải có ngày hạn."),
    ]
    body = workbook(TASK, ("Việc bốn", None, None, None, "1/10/2026", None, officer.full_name))
    written(brought("tasks", body, office_chief), office_chief)
    task = Task.objects.get(text="Việc bốn")
    assert (task.plan, task.person, task.assigner) == (None, officer, office_chief)


def test_a_standing_task_moves_by_an_order_only(office_chief, plan):
    task = Task.objects.get(text="=Rà soát")
    head = (
        "Nội dung",
        "Hạn",
        "Chủ trì",
        "Sản phẩm cần có",
        "Phối hợp",
        "Văn bản chỉ đạo",
        "Người chỉ đạo",
        "Mã dòng",
    )
    row = ("Rà soát kỹ", "1/12/2026", make.agency("office").name, "Báo cáo", "XÓA")

    without = brought("tasks", workbook(head, (*row, None, None, str(task.pk))), office_chief, within=plan)
    assert faults(without) == [("B2", "Đổi hạn hoặc chủ trì của nhiệm vụ đã có phải có chỉ đạo.")]
    ordered = workbook(head, (*row, "CV 1/UBND", "Phó Chủ tịch", str(task.pk)))
    written(brought("tasks", ordered, office_chief, within=plan), office_chief)

    task.refresh_from_db()
    assert (task.text, task.product, task.due_on) == ("Rà soát kỹ", "Báo cáo", date(2026, 12, 1))
    assert [(one.role, one.agency.code) for one in task.assignments.all()] == [("lead", "office")]
    assert sorted(task.changes.values_list("kind", flat=True)) == [ChangeKind.DUE, ChangeKind.LEAD]


def test_faults_of_standing_tasks(office_chief, plan):
    first, second = plan.tasks.order_by("pk")
    Task.objects.filter(pk=first.pk).update(hold="cancelled")
    Task.objects.filter(pk=second.pk).update(start_on=date(2026, 9, 1))
    head = ("Nội dung", "Hạn", "Chủ trì", "Văn bản chỉ đạo", "Người chỉ đạo", "Mã dòng")
    two = f"{make.agency('office').name}; {make.agency('policy').name}"
    body = workbook(
        head,
        ("Khác", None, None, None, None, str(first.pk)),
        (None, "1/8/2026", two, "CV 1", "PCT", str(second.pk)),
    )

    assert faults(brought("tasks", body, office_chief, within=plan)) == [
        ("A2", "Nhiệm vụ đã hoàn thành hoặc đã hủy, không sửa được."),
        ("B3", "Hạn mới trước ngày bắt đầu 01/09/2026."),
        ("C3", "Chỉ đổi được sang một cơ quan chủ trì."),
    ]


def test_a_person_is_put_in_charge(office_chief, plan, clerk):
    task = Task.objects.get(text="=Rà soát")
    body = workbook(("Nội dung", "Người phụ trách", "Mã dòng"), (None, clerk.full_name, str(task.pk)))

    written(brought("tasks", body, office_chief, within=plan), office_chief)

    task.refresh_from_db()
    assert task.person == clerk


def test_a_plan_out_of_reach_takes_no_tasks(officer, plan, as_):
    body = workbook(("Nội dung", "Chủ trì"), ("Việc", make.agency("office").name))

    found = brought("tasks", body, officer, within=plan)

    assert (found.state, "không còn quyền sửa" in found.failure) == (ImportState.FAULTY, True)
    address = reverse("import_template", args=["tasks"])
    assert as_(officer).get(address, {"thuoc": plan.pk}).status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_opening_a_register_asks_the_same_whatever_its_rows(
    office, plan, kind, django_assert_max_num_queries
):
    exchange = exchange_of(kind)
    place = plan if kind == "tasks" else None

    with django_assert_max_num_queries(14):
        book = exchange.open(office[kind], place)
        assert exchange.rows(book)
