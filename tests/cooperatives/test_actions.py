"""Acts on the register: what has happened when they return, and every refusal with its sentence."""

from __future__ import annotations

from datetime import date

import pytest

from cooperatives.actions import cooperatives as acts
from cooperatives.actions import people
from cooperatives.actions.merging import merge_double
from cooperatives.actions.statuses import Happening, catch_up, record_status
from cooperatives.enums.register import MemberKind, Post, Sector, Size, Status
from cooperatives.models import Cooperative, MemberCapital, Person, StatusEvent
from lmhtx.audit.models import Entry
from lmhtx.contributions import Obstacle, temporarily
from lmhtx.directory.models import ParameterValue
from lmhtx.people.models import SYSTEM
from lmhtx.workflow import Refused
from tests.factories.cooperatives import commune, cooperative

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 10)


@pytest.fixture
def farm() -> Cooperative:
    return cooperative(name="Hợp tác xã Xuân Lộc", code="3600123457")


def verbs(thing) -> list[str]:
    return list(Entry.objects.of(thing).order_by("pk").values_list("verb", flat=True))


def happening(status: Status = Status.DISSOLVED_FREELY, on: date = DAY, **facts) -> Happening:
    given = {"document_number": "12/NQ-ĐHTV", "has_debts": False} if status != Status.STOPPED else {}
    return Happening(status=status, effective_on=on, **{**given, **facts})


def test_a_new_file_has_name_place_capital_and_a_line_in_the_trail(officer):
    seat = commune()

    made = acts.register_cooperative(
        cooperative=Cooperative(name="HTX Mới", code="3602987614", first_registered_on=DAY),
        by=officer,
        place={"text": "Ấp 3", "commune": seat},
        capital={"charter_vnd": 10**9, "contributed_vnd": None},
    )

    assert (made.name, made.address, made.commune, made.charter_vnd) == ("HTX Mới", "Ấp 3", seat, 10**9)
    assert (made.status, made.status_since_on, made.created_by) == (Status.ACTIVE, DAY, officer)
    assert verbs(made) == ["cooperatives.cooperative.registered"]


def test_a_new_file_may_know_little(officer):
    made = acts.register_cooperative(cooperative=Cooperative(name="THT Bưởi", kind="tht"), by=officer)

    assert (made.commune, made.charter_vnd, made.sector, made.size) == (
        None,
        None,
        Sector.UNKNOWN,
        Size.UNKNOWN,
    )


def test_who_does_not_keep_the_register_is_refused(farm, clerk):
    with pytest.raises(Refused, match="Chỉ phòng giữ sổ"):
        acts.edit_cooperative(cooperative=farm, by=clerk)


def test_the_house_itself_may_write(farm):
    farm.phone = "0912345678"

    assert acts.edit_cooperative(cooperative=farm, by=SYSTEM).phone == "0912345678"


def test_a_name_ends_where_the_next_begins(farm, officer):
    acts.rename_cooperative(
        cooperative=farm, by=officer, valid_from=date(2026, 1, 1), name="HTX Xuân Lộc Xanh"
    )

    assert [(name.name, name.valid_to) for name in farm.names.all()] == [
        ("HTX Xuân Lộc Xanh", None),
        ("Hợp tác xã Xuân Lộc", date(2025, 12, 31)),
    ]
    farm.refresh_from_db()
    assert farm.name == "HTX Xuân Lộc Xanh"
    assert "hop tac xa xuan loc" in farm.folded
    with pytest.raises(Refused, match="Đã có tên từ ngày 01/01/2026"):
        acts.rename_cooperative(cooperative=farm, by=officer, valid_from=date(2026, 1, 1), name="Khác")


def test_a_name_of_the_future_waits_for_its_day(farm, officer, at_day):
    acts.rename_cooperative(cooperative=farm, by=officer, valid_from=date(2026, 10, 1), name="HTX Mai Sau")
    farm.refresh_from_db()
    assert farm.name == "Hợp tác xã Xuân Lộc"

    at_day(date(2026, 10, 1))
    assert catch_up(today=date(2026, 10, 1)) == 1
    farm.refresh_from_db()
    assert farm.name == "HTX Mai Sau"


def test_a_seat_moves_and_keeps_what_the_paper_said(farm, officer):
    acts.move_cooperative(
        cooperative=farm,
        by=officer,
        valid_from=DAY,
        text="Khu phố 2",
        commune=commune(3),
        old_text="xã Cũ, huyện Cũ",
    )

    farm.refresh_from_db()
    assert (farm.address, farm.commune) == ("Khu phố 2", commune(3))
    assert farm.addresses.count() == 2


def test_a_first_name_needs_no_end(farm, officer):
    farm.names.all().delete()
    acts.rename_cooperative(cooperative=farm, by=officer, valid_from=DAY, name="HTX Một")

    assert farm.names.count() == 1


def test_capital_of_the_same_day_is_put_in_place(farm, officer):
    for charter in (10**9, 2 * 10**9):
        acts.record_capital(cooperative=farm, by=officer, valid_from=DAY, charter_vnd=charter, ground="GCN")

    farm.refresh_from_db()
    assert (farm.capitals.count(), farm.charter_vnd) == (1, 2 * 10**9)


def test_size_follows_sector_and_figures_and_says_how(farm, officer):
    acts.add_activity(cooperative=farm, by=officer, version="2025", code="0111")
    farm.refresh_from_db()
    assert (farm.sector, farm.size, farm.size_because) == (
        Sector.FARMING,
        Size.UNKNOWN,
        "Chưa có số liệu năm nào.",
    )

    acts.record_figures(
        cooperative=farm,
        by=officer,
        year=2025,
        official_members=350,
        revenue_vnd=12_000_000_000,
        capital_vnd=4_000_000_000,
    )

    farm.refresh_from_db()
    assert farm.size == Size.MEDIUM
    assert farm.size_because.startswith("Số liệu năm 2025. Theo 350 thành viên chính thức")


def test_a_sector_without_a_table_waits_and_may_be_sized_by_hand(farm, officer):
    acts.add_activity(cooperative=farm, by=officer, version="2025", code="4933")
    farm.refresh_from_db()
    assert farm.size == Size.UNKNOWN
    assert "Chưa cấu hình ngưỡng" in farm.size_because

    farm.size_by_hand, farm.size_ground = Size.SMALL, "Xác nhận của thuế"
    farm = acts.edit_cooperative(cooperative=farm, by=officer)

    assert (farm.size, farm.size_because) == (Size.SMALL, "Nhập tay: Xác nhận của thuế")


def test_a_table_entered_by_an_administrator_reaches_all_at_night(farm, officer):
    acts.add_activity(cooperative=farm, by=officer, version="2025", code="4933")
    acts.record_figures(cooperative=farm, by=officer, year=2025, official_members=60, revenue_vnd=10**10)
    table = "Lớn: 100; 80 tỷ; 20 tỷ | Vừa: 50; 8 tỷ; 2 tỷ | Nhỏ: 10; 1 tỷ; 1 tỷ"
    ParameterValue.objects.create(
        key="cooperatives.SIZE_TRADE", value=table, valid_from=date(2026, 1, 1), source="NĐ"
    )

    assert catch_up(today=date(2026, 9, 15)) == 1
    farm.refresh_from_db()
    assert farm.size == Size.MEDIUM


def test_one_line_is_the_main_one(farm, officer):
    first = acts.add_activity(cooperative=farm, by=officer, version="2025", code="0111")
    second = acts.add_activity(cooperative=farm, by=officer, version="2025", code="4620")
    assert [line.code for line in farm.activities.filter(is_main=True)] == ["0111"]

    acts.make_main(activity=second, by=officer)
    farm.refresh_from_db()
    assert farm.sector == Sector.TRADE
    acts.add_activity(cooperative=farm, by=officer, version="2025", code="0121", is_main=True)
    assert [line.code for line in farm.activities.filter(is_main=True)] == ["0121"]

    first.refresh_from_db()
    acts.drop_activity(activity=first, by=officer)
    with pytest.raises(Refused, match="chọn ngành chính khác"):
        acts.drop_activity(activity=farm.activities.get(is_main=True), by=officer)
    with pytest.raises(Refused, match="Ngành 4620 đã đăng ký"):
        acts.add_activity(cooperative=farm, by=officer, version="2025", code="4620")
    with pytest.raises(Refused, match="Không có mã ngành 0131"):
        acts.add_activity(cooperative=farm, by=officer, version="2025", code="0131")


def test_an_old_number_leads_to_the_cooperative(farm, officer):
    acts.add_old_number(cooperative=farm, by=officer, number="47N0001 ")

    assert list(Cooperative.objects.filter(folded__contains="47n0001")) == [farm]
    with pytest.raises(Refused, match="47N0001"):
        acts.add_old_number(cooperative=farm, by=officer, number="47N0001")


def test_membership_begins_and_ends_by_decisions(farm, officer):
    acts.admit(cooperative=farm, by=officer, admitted_on=DAY, decision="15/QĐ-LM")
    farm.refresh_from_db()
    assert farm.is_member
    with pytest.raises(Refused, match="đang là thành viên"):
        acts.admit(cooperative=farm, by=officer, admitted_on=DAY, decision="16/QĐ-LM")
    with pytest.raises(Refused, match="không được trước ngày kết nạp 10/06/2026"):
        acts.let_go(cooperative=farm, by=officer, left_on=date(2026, 6, 9), left_decision="20/QĐ-LM")

    acts.let_go(cooperative=farm, by=officer, left_on=date(2026, 7, 1), left_decision="20/QĐ-LM")

    farm.refresh_from_db()
    assert not farm.is_member
    with pytest.raises(Refused, match="không phải thành viên"):
        acts.let_go(cooperative=farm, by=officer, left_on=DAY, left_decision="x")


def test_a_dissolution_is_recorded_with_both_days(farm, officer):
    event = record_status(cooperative=farm, by=officer, happening=happening())

    farm.refresh_from_db()
    assert (farm.status, farm.status_since_on) == (Status.DISSOLVED_FREELY, DAY)
    assert event.recorded_at.date() > DAY
    assert verbs(farm) == ["cooperatives.cooperative.status_recorded"]


def test_an_end_is_left_only_by_a_correction_with_a_reason(farm, officer):
    wrong = record_status(cooperative=farm, by=officer, happening=happening())
    with pytest.raises(Refused, match="Chỉ ghi được sự kiện đính chính"):
        record_status(cooperative=farm, by=officer, happening=happening(Status.STOPPED, date(2026, 7, 1)))
    back = {"status": Status.ACTIVE, "effective_on": DAY, "corrects": wrong}
    with pytest.raises(Refused, match="Đính chính phải ghi lý do"):
        record_status(cooperative=farm, by=officer, happening=Happening(**back))

    record_status(cooperative=farm, by=officer, happening=Happening(**back, reason="Nhầm mã số"))

    farm.refresh_from_db()
    assert farm.status == Status.ACTIVE
    assert verbs(farm)[-1] == "cooperatives.cooperative.status_corrected"
    assert StatusEvent.objects.filter(cooperative=farm).count() == 2


def test_a_suspension_has_an_end_and_runs_out(farm, officer):
    told = {"status": Status.SUSPENDED, "effective_on": date(2026, 1, 1)}
    with pytest.raises(Refused, match="không được trước ngày bắt đầu"):
        record_status(cooperative=farm, by=officer, happening=Happening(**told, until_on=date(2025, 12, 31)))

    record_status(cooperative=farm, by=officer, happening=Happening(**told, until_on=date(2026, 9, 14)))

    farm.refresh_from_db()
    assert (farm.suspended_until_on, farm.has_run_out) == (date(2026, 9, 14), True)


def test_what_happens_later_waits_for_its_day(farm, officer, at_day):
    record_status(cooperative=farm, by=officer, happening=happening(on=date(2026, 9, 20)))
    farm.refresh_from_db()
    assert farm.status == Status.ACTIVE

    at_day(date(2026, 9, 22))
    assert catch_up(today=date(2026, 9, 22)) == 1
    farm.refresh_from_db()
    assert farm.status == Status.DISSOLVED_FREELY


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"has_debts": None}, "còn hay không còn nợ"),
        ({"document_number": " "}, "phải có số văn bản"),
        ({"status": Status.MERGED}, "chọn hợp tác xã kế tiếp"),
    ],
)
def test_an_end_needs_its_facts(facts, told, farm, officer):
    with pytest.raises(Refused, match=told):
        record_status(cooperative=farm, by=officer, happening=happening(**facts))


def test_another_goes_on_in_its_place_and_never_itself(farm, officer):
    other = cooperative(name="HTX Lớn")
    with pytest.raises(Refused, match="không thể kế tiếp chính mình"):
        record_status(cooperative=farm, by=officer, happening=happening(Status.MERGED, successors=(farm,)))

    event = record_status(
        cooperative=farm, by=officer, happening=happening(Status.MERGED, successors=(other,))
    )

    assert list(event.successors.all()) == [other]


def test_an_event_of_another_cooperative_is_not_corrected_here(farm, officer):
    foreign = StatusEvent.objects.create(cooperative=cooperative(), status="stopped", effective_on=DAY)
    with pytest.raises(Refused, match="thuộc hợp tác xã khác"):
        record_status(
            cooperative=farm,
            by=officer,
            happening=Happening(status=Status.ACTIVE, effective_on=DAY, corrects=foreign, reason="x"),
        )


def test_an_outstanding_loan_stands_in_the_way(farm, officer):
    owed = Obstacle(act="cooperatives.end", find=lambda _: ["Còn dư nợ Quỹ 300.000.000 đồng."])

    with temporarily(owed):
        with pytest.raises(Refused, match=r"Còn dư nợ Quỹ 300\.000\.000 đồng"):
            record_status(cooperative=farm, by=officer, happening=happening(), knows_warnings=True)
        record_status(cooperative=farm, by=officer, happening=happening(Status.STOPPED))

    record_status(cooperative=farm, by=officer, happening=happening())


def test_a_soft_obstacle_must_only_be_known(farm, officer):
    noted = Obstacle(act="cooperatives.end", find=lambda _: ["Còn việc đang giao."], is_hard=False)

    with temporarily(noted):
        with pytest.raises(Refused, match="đã biết"):
            record_status(cooperative=farm, by=officer, happening=happening())
        record_status(cooperative=farm, by=officer, happening=happening(), knows_warnings=True)


def test_a_double_leads_to_the_file_that_is_kept(farm, officer):
    double, third = cooperative(name="HTX Xuân Lộc", code="3602987614"), cooperative(name="HTX Ba", code=None)
    acts.add_old_number(cooperative=double, by=officer, number="47N0001")
    merge_double(cooperative=double, by=officer, double=third, reason="Nhập hai lần")

    merge_double(cooperative=farm, by=officer, double=double, reason="Trùng mã cũ")

    assert [
        one.pk for one in Cooperative.objects.filter(folded__contains="3602987614", merged_into=None)
    ] == [farm.pk]
    assert {row.number for row in farm.other_codes.all()} == {"3602987614", "47N0001"}
    assert set(farm.doubles.all()) == {double, third}
    assert verbs(farm)[-1] == "cooperatives.cooperative.double_merged"
    for other, reason in ((farm, "x"), (double, "x"), (cooperative(), " ")):
        with pytest.raises(Refused):
            merge_double(cooperative=farm, by=officer, double=other, reason=reason)


def test_a_person_is_one_by_his_number(farm, officer):
    person = people.add_person(
        cooperative=farm, by=officer, full_name="Nguyễn Văn An", citizen="075080001234"
    )
    with pytest.raises(Refused, match="đã có ở Nguyễn Văn An"):
        people.add_person(cooperative=farm, by=officer, full_name="Nguyễn An", citizen="075080001234")
    people.add_person(cooperative=cooperative(), by=officer, full_name="Nguyễn An", citizen="075080001234")

    person.full_name = "Nguyễn Văn Ân"
    people.edit_person(person=person, by=officer, citizen="075080001235")
    people.edit_person(person=person, by=officer, citizen="075080001235")

    assert Person.objects.get(pk=person.pk).citizen_number() == "075080001235"
    assert Person.objects.filter(cooperative=farm).count() == 1


def test_a_number_is_unmasked_with_a_reason_that_stays(farm, officer):
    person = people.add_person(cooperative=farm, by=officer, full_name="An", citizen="075080001234")
    nobody = people.add_person(cooperative=farm, by=officer, full_name="Bình")

    assert people.unmask_person(person=person, by=officer, reason="Đối chiếu hồ sơ vay") == "075080001234"

    entry = Entry.objects.of(person).filter(verb="cooperatives.person.unmasked").get()
    assert (entry.by, entry.note) == (officer, "Đối chiếu hồ sơ vay")
    assert "075080001234" not in str(entry.data)
    with pytest.raises(Refused, match="ghi lý do"):
        people.unmask_person(person=person, by=officer, reason=" ")
    with pytest.raises(Refused, match="chưa có số định danh"):
        people.unmask_person(person=nobody, by=officer, reason="x")


def test_the_representative_is_found_and_shown(farm, officer):
    person = people.add_person(cooperative=farm, by=officer, full_name="Trần Thị Hoà")
    office = people.give_office(person=person, by=officer, post=Post.REPRESENTATIVE, valid_from=DAY)
    farm.refresh_from_db()
    assert farm.representative == "Trần Thị Hoà"
    assert "tran thi hoa" in farm.folded
    with pytest.raises(Refused, match="đang giữ chức danh này"):
        people.give_office(person=person, by=officer, post=Post.REPRESENTATIVE, valid_from=DAY)
    with pytest.raises(Refused, match="không được trước ngày giữ chức"):
        people.end_office(office=office, by=officer, valid_to=date(2026, 6, 9))

    people.end_office(office=office, by=officer, valid_to=date(2026, 9, 14))

    farm.refresh_from_db()
    assert farm.representative == ""


def test_caps_hold_for_new_capital_and_warn_of_old(farm, officer):
    acts.record_capital(cooperative=farm, by=officer, valid_from=date(2016, 1, 1), charter_vnd=10**9)
    add = {"cooperative": farm, "by": officer, "kind": MemberKind.OFFICIAL}

    with pytest.raises(Refused, match="An góp 31 % vốn điều lệ, quá mức ≤ 30 %"):
        people.add_member(**add, name="An", valid_from=DAY, capital_vnd=310_000_000)
    people.add_member(
        **add, name="Bình", valid_from=date(2016, 5, 1), capital_vnd=250_000_000, is_legacy=True
    )
    people.add_member(**add, name="Chi", valid_from=DAY, capital_vnd=300_000_000)

    assert MemberCapital.objects.count() == 2


def test_a_breach_of_old_data_does_not_stop_others(farm, officer):
    acts.record_capital(cooperative=farm, by=officer, valid_from=date(2016, 1, 1), charter_vnd=10**9)
    add = {"cooperative": farm, "by": officer, "kind": MemberKind.OFFICIAL}
    people.add_member(
        **add, name="Bình", valid_from=date(2016, 5, 1), capital_vnd=400_000_000, is_legacy=True
    )

    people.add_member(**add, name="Chi", valid_from=DAY, capital_vnd=100_000_000)

    assert MemberCapital.objects.count() == 2


def test_a_union_has_higher_caps(officer):
    union = cooperative(kind="lhhtx", name="Liên hiệp HTX")
    acts.record_capital(cooperative=union, by=officer, valid_from=date(2020, 1, 1), charter_vnd=10**9)

    people.add_member(cooperative=union, by=officer, name="HTX Một", valid_from=DAY, capital_vnd=310_000_000)

    assert MemberCapital.objects.get().capital_vnd == 310_000_000


def test_a_member_may_be_a_person_on_record_and_leaves(farm, officer):
    person = people.add_person(cooperative=farm, by=officer, full_name="Lê Thị Mai")
    member = people.add_member(cooperative=farm, by=officer, person=person, valid_from=DAY)
    assert member.name == "Lê Thị Mai"
    with pytest.raises(Refused, match="không được trước ngày vào"):
        people.end_member(member=member, by=officer, valid_to=date(2026, 6, 9))

    people.end_member(member=member, by=officer, valid_to=date(2026, 9, 1))

    assert member.valid_to == date(2026, 9, 1)


def test_an_associate_without_capital_has_none(farm, officer):
    with pytest.raises(Refused, match="không có vốn góp"):
        people.add_member(
            cooperative=farm, by=officer, name="An", kind=MemberKind.ASSOCIATE, valid_from=DAY, capital_vnd=1
        )


def test_charter_of_a_day_before_the_first_is_the_first(farm, officer):
    assert people.charter_on(farm, DAY) is None
    acts.record_capital(cooperative=farm, by=officer, valid_from=DAY, charter_vnd=5)
    acts.record_capital(cooperative=farm, by=officer, valid_from=date(2026, 8, 1), charter_vnd=9)

    assert [people.charter_on(farm, day) for day in (date(2020, 1, 1), DAY, date(2026, 9, 1))] == [5, 5, 9]
