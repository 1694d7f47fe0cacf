"""Policies, who is eligible by them, and what was given: acts, pages, rights, counts."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperatives.actions import policies as policy_acts
from cooperatives.actions import support as acts
from cooperatives.actions.merging import merge_double
from cooperatives.actions.projecting import refresh
from cooperatives.enums.register import Kind, Status
from cooperatives.enums.support import Asked, ConditionPart, Known, SupportState, Verdict
from cooperatives.models import (
    AllianceMembership,
    ConfirmedFact,
    Cooperative,
    Learner,
    OcopCertificate,
    Product,
    StatusEvent,
    SupportCondition,
    SupportPolicy,
    SupportRecord,
    TrainingClass,
    YearFigures,
)
from cooperatives.queries.eligibility import facts_of, judged_by, judged_on, policies_on
from cooperatives.queries.support import (
    count_given,
    count_supported,
    support_brief,
    support_panel,
    totals_by_year,
)
from lmhtx.audit.models import Entry
from lmhtx.contributions import collected
from lmhtx.counting import TargetSource
from lmhtx.people.models import Posting, User
from lmhtx.workflow import Refused
from tests.factories.cooperatives import commune, cooperative
from tests.factories.forms import representative

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 15)
MILLION = 1_000_000


@pytest.fixture
def policy() -> SupportPolicy:
    return SupportPolicy.objects.get(key="ND113_HTX")


@pytest.fixture
def grown() -> Cooperative:
    """A cooperative whose members grew for two years and of which no penalty is known."""
    farm = cooperative(name="Hợp tác xã Xuân Lộc Lớn Lên")
    YearFigures.objects.bulk_create(
        YearFigures(cooperative=farm, year=year, official_members=members)
        for year, members in ((2023, 40), (2024, 45), (2025, 50))
    )
    confirm(farm)
    return farm


def confirm(
    farm: Cooperative, known: Known = Known.NO_PENALTY, *, holds: bool = True, **facts
) -> ConfirmedFact:
    told = {"valid_from": date(2025, 1, 1), "ground": "Văn bản của xã"} | facts
    return ConfirmedFact.objects.create(cooperative=farm, known=known, holds=holds, **told)


def planned(farm: Cooperative, policy: SupportPolicy, by, **facts) -> SupportRecord:
    told = {
        "content": "Bồi dưỡng giám đốc",
        "money": "local",
        "giver": "Sở Tài chính",
        "amount_vnd": 24 * MILLION,
        "starts_on": date(2026, 7, 1),
        "ends_on": date(2026, 12, 31),
    }
    return acts.plan_support(cooperative=farm, policy=policy, by=by, **told | facts)


def approved(support: SupportRecord, by, **facts) -> SupportRecord:
    told = {"decision": "12/QĐ-UBND", "decided_on": date(2026, 8, 3), "amount_vnd": 20 * MILLION} | facts
    return acts.approve_support(support=support, by=by, **told)


def verdict(policy: SupportPolicy, farm: Cooperative, day: date = TODAY) -> Verdict:
    found = judged_on(policy, farm, day)
    assert found is not None
    return found.verdict


def test_the_file_of_policies_is_loaded_with_its_grounds_and_doubts():
    rows = SupportPolicy.objects.all()

    assert set(rows.values_list("is_verified", flat=True)) == {False}
    assert not rows.filter(doubt="")
    assert not rows.filter(legal_basis="")
    assert not rows.filter(conditions=None)
    assert [one.key for one in policies_on(date(2025, 12, 31)) if one.key == "QD1804"] == ["QD1804"]
    assert "QD1804" not in [one.key for one in policies_on(date(2026, 1, 1))]
    assert {str(one) for one in SupportCondition.objects.filter(policy__key="CDS")} == {
        "Loại hình: Hợp tác xã, Liên hiệp hợp tác xã",
        "Đang hoạt động, không tạm ngừng, giải thể",
        "Thành viên Liên minh",
        "Ít nhất 20 thành viên chính thức",
    }


def test_what_the_register_knows_decides_and_what_it_lacks_stays_open(policy, grown):
    assert verdict(policy, grown) == Verdict.PASSES

    ConfirmedFact.objects.all().delete()
    found = judged_on(policy, grown, TODAY)
    assert found.verdict == Verdict.UNKNOWN
    assert found.reasons == ("Thiếu xác nhận “Không đang chấp hành quyết định xử phạt, bản án”",)
    confirm(grown, holds=False)
    assert verdict(policy, grown) == Verdict.FAILS


def test_facts_are_of_their_day(grown):
    StatusEvent.objects.create(
        cooperative=grown, status=Status.SUSPENDED, effective_on=date(2026, 9, 1), until_on=date(2026, 12, 1)
    )
    AllianceMembership.objects.create(
        cooperative=grown, admitted_on=date(2024, 1, 1), decision="1/QĐ", left_on=TODAY, left_decision="2/QĐ"
    )
    made = Product.objects.create(cooperative=grown, name="Bưởi", group="food")
    OcopCertificate.objects.create(
        product=made, stars=3, issued_on=date(2024, 1, 1), through_on=date(2026, 9, 14)
    )
    for ends, name in ((date(2025, 12, 31), "a"), (date(2026, 1, 1), "b")):
        taught = TrainingClass.objects.create(title="Lớp", starts_on=ends, ends_on=ends)
        Learner.objects.create(
            training=taught,
            cooperative=grown,
            full_name=name,
            identity=name,
            session_count=1,
            recorded_on=ends,
        )

    before, now = (facts_of(Cooperative.objects.all(), day)[grown.pk] for day in (date(2026, 8, 31), TODAY))

    assert (before.status, now.status) == (Status.ACTIVE, Status.SUSPENDED)
    assert (before.is_in_alliance, now.is_in_alliance) == (True, False)
    assert (before.has_ocop, now.has_ocop) == (True, False)
    assert (before.trained, now.trained) == (1, 1)
    assert facts_of(Cooperative.objects.all(), date(2019, 1, 1)) == {}


def test_a_hundred_are_judged_in_as_many_questions_as_one(policy, grown):
    with CaptureQueriesContext(connection) as few:
        judged_by(policy, Cooperative.objects.all(), TODAY)
    for _ in range(5):
        confirm(cooperative())
    with CaptureQueriesContext(connection) as many:
        found = judged_by(policy, Cooperative.objects.all(), TODAY)

    assert len(found) == 6
    assert len(many) == len(few)


def test_a_new_confirmation_ends_the_one_before(grown, officer):
    acts.confirm_fact(
        cooperative=grown,
        by=officer,
        known="no_penalty",
        holds=False,
        valid_from=TODAY,
        ground="Quyết định xử phạt",
    )

    told = grown.confirmed_facts.order_by("valid_from").values_list("holds", "valid_to")
    assert list(told) == [(True, date(2026, 9, 14)), (False, None)]
    assert Entry.objects.filter(verb="cooperatives.support.fact_confirmed").exists()
    for facts, why in (
        ({"valid_from": date(2026, 9, 16)}, "chưa đến"),
        ({"valid_to": date(2026, 9, 14)}, "không được trước"),
        ({"valid_from": date(2026, 9, 1)}, "xác nhận từ ngày 15/09/2026"),
    ):
        told = {"known": "no_penalty", "holds": True, "valid_from": TODAY, "ground": "x"} | facts
        with pytest.raises(Refused, match=why):
            acts.confirm_fact(cooperative=grown, by=officer, **told)


def test_support_goes_its_way_and_keeps_how_it_was_judged(policy, grown, officer):
    support = approved(planned(grown, policy, officer), officer)
    assert (support.state, support.verdict, support.amount_vnd) == ("approved", "passes", 20 * MILLION)
    before = support.judged
    assert [line["verdict"] for line in before][:4] == ["passes"] * 4

    confirm(cooperative())
    grown.confirmed_facts.update(holds=False)
    support = acts.give_support(
        support=support, by=officer, given_on=date(2026, 9, 1), given_vnd=19 * MILLION
    )
    support = acts.end_support(support=support, by=officer, ended_on=TODAY, end_note="Đã nghiệm thu")

    support.refresh_from_db()
    assert (support.state, support.judged, support.verdict) == ("ended", before, "passes")
    assert verdict(policy, grown) == Verdict.FAILS
    verbs = (
        Entry.objects.filter(verb__startswith="cooperatives.support")
        .order_by("id")
        .values_list("verb", flat=True)
    )
    assert [verb.rsplit(".", 1)[-1] for verb in verbs] == ["planned", "approved", "given", "ended"]


def test_an_old_decision_is_judged_by_the_policy_of_its_day(grown, officer):
    old = SupportPolicy.objects.get(key="QD1804")
    support = planned(grown, old, officer, starts_on=date(2025, 6, 1), ends_on=date(2025, 12, 1))

    with pytest.raises(Refused, match=r"Ngày 05/01/2026 chính sách .* chưa áp dụng hoặc đã hết"):
        approved(support, officer, decided_on=date(2026, 1, 5))
    assert approved(support, officer, decided_on=date(2025, 12, 31)).verdict == "passes"


def test_who_is_not_eligible_is_supported_only_for_a_reason(policy, grown, officer):
    grown.confirmed_facts.update(holds=False)
    support = planned(grown, policy, officer)

    with pytest.raises(Refused, match=r"không đủ điều kiện .Xác nhận là không: .*ghi vì sao"):
        approved(support, officer)
    support.refresh_from_db()
    assert support.state == "planned"
    support = approved(support, officer, exception="Khắc phục xong trước ngày quyết định")
    assert (support.verdict, support.exception) == ("fails", "Khắc phục xong trước ngày quyết định")


def test_what_cannot_be_is_refused_with_the_reason(policy, grown, officer, clerk):
    support = planned(grown, policy, officer)
    ended = cooperative()
    StatusEvent.objects.create(
        cooperative=ended, status=Status.DISSOLVED_FREELY, effective_on=date(2026, 8, 1), has_debts=False
    )
    refresh([ended.pk])
    ended.refresh_from_db()
    for why, act in (
        ("Chỉ phòng giữ sổ", lambda: planned(grown, policy, clerk)),
        ("đã chấm dứt", lambda: planned(ended, policy, officer)),
        ("không được trước ngày bắt đầu", lambda: planned(grown, policy, officer, ends_on=date(2026, 6, 1))),
        (
            "Đã ghi “Bồi dưỡng giám đốc”",
            lambda: planned(grown, policy, officer, content="bồi  dưỡng GIÁM ĐỐC"),
        ),
        ("chưa đến", lambda: approved(support, officer, decided_on=date(2026, 9, 16))),
        ("chưa đăng ký", lambda: approved(planned(_new(), policy, officer), officer)),
        (
            "trạng thái “Dự kiến”",
            lambda: acts.give_support(support=support, by=officer, given_on=TODAY, given_vnd=1),
        ),
        ("chưa đến", lambda: _withdraw(support, officer, date(2026, 9, 16))),
        ("ghi rõ lý do", lambda: _withdraw(support, officer, TODAY, " ")),
    ):
        with pytest.raises(Refused, match=why):
            act()
    support = approved(support, officer)
    for day, amount, why in (
        (date(2026, 9, 16), 1, "chưa đến"),
        (date(2026, 8, 2), 1, "trước ngày quyết định, 03/08/2026"),
        (TODAY, 21 * MILLION, "vượt số tiền được phê duyệt"),
    ):
        with pytest.raises(Refused, match=why):
            acts.give_support(support=support, by=officer, given_on=day, given_vnd=amount)
    support = acts.give_support(support=support, by=officer, given_on=date(2026, 9, 1), given_vnd=MILLION)
    for day, why in ((date(2026, 9, 16), "chưa đến"), (date(2026, 8, 31), "trước ngày hỗ trợ, 01/09/2026")):
        with pytest.raises(Refused, match=why):
            acts.end_support(support=support, by=officer, ended_on=day, end_note="x")


def _new() -> Cooperative:
    return cooperative(first_registered_on=date(2026, 9, 1))


def _withdraw(support: SupportRecord, by, day: date, note: str = "Xin rút") -> SupportRecord:
    return acts.withdraw_support(support=support, by=by, ended_on=day, end_note=note)


def test_what_was_withdrawn_may_come_again(policy, grown, officer):
    support = _withdraw(planned(grown, policy, officer), officer, TODAY)

    again = planned(grown, policy, officer)

    assert (support.state, again.state) == (SupportState.WITHDRAWN, SupportState.PLANNED)
    assert str(again) == "Bồi dưỡng giám đốc – Hợp tác xã Xuân Lộc Lớn Lên"


def test_the_database_keeps_what_was_decided_whole(policy, grown):
    facts = {
        "cooperative": grown,
        "policy": policy,
        "content": "x",
        "money": "local",
        "giver": "Sở",
        "amount_vnd": 1,
        "starts_on": TODAY,
        "ends_on": TODAY,
    }
    for wrong in (
        {"state": "approved"},
        {"verdict": "fails"},
        {"given_on": TODAY},
        {"state": "given", "decision": "1", "decided_on": TODAY, "verdict": "passes"},
        {"ends_on": date(2026, 9, 14)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            SupportRecord.objects.create(**facts | wrong)
    for wrong in ({"test": "members", "bound": 0}, {"test": "ocop", "bound": 1}, {"test": "sector"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SupportCondition.objects.create(policy=policy, **wrong)


def test_a_text_that_changes_gives_a_new_edition_and_what_was_decided_stays(policy, grown, officer, clerk):
    approved(planned(grown, policy, officer), officer)
    line = policy.conditions.get(test="trained")
    with pytest.raises(Refused, match="hãy lập bản mới"):
        policy_acts.drop_condition(condition=line, by=officer)
    with pytest.raises(Refused, match="sau ngày 01/11/2024"):
        policy_acts.add_edition(policy=policy, by=officer, valid_from=date(2024, 11, 1), legal_basis="x")
    with pytest.raises(Refused, match="Chỉ phòng giữ sổ"):
        policy_acts.add_edition(policy=policy, by=clerk, valid_from=TODAY, legal_basis="x")

    made = policy_acts.add_edition(policy=policy, by=officer, valid_from=TODAY, legal_basis="Nghị định mới")
    policy_acts.drop_condition(condition=made.conditions.get(test="no_penalty"), by=officer)
    told = {"test": Asked.MEMBERS, "bound": 60, "part": ConditionPart.MUST, "allowed": [], "place": "Điều 3"}
    policy_acts.add_condition(policy=made, by=officer, **told)
    with pytest.raises(Refused, match="đã xét điều kiện này"):
        policy_acts.add_condition(policy=made, by=officer, **told)

    policy.refresh_from_db()
    assert (policy.valid_to, made.valid_to, made.is_verified) == (date(2026, 9, 14), None, False)
    assert policy.conditions.count() == made.conditions.count() == 10
    assert (policy.is_on(TODAY), made.is_on(TODAY)) == (False, True)
    assert (verdict(policy, grown, date(2026, 9, 14)), verdict(made, grown)) == (
        Verdict.PASSES,
        Verdict.FAILS,
    )
    with pytest.raises(Refused, match="đã hết áp dụng sau ngày 14/09/2026"):
        policy_acts.add_edition(policy=policy, by=officer, valid_from=TODAY, legal_basis="x")


def test_policies_are_kept_by_pages(client, policy, officer):
    client.force_login(officer)
    facts = {
        "key": "THU",
        "name": "Chính sách thử",
        "group": "land",
        "legal_basis": "Quyết định 1",
        "valid_from": "01/09/2026",
    }
    client.post(reverse("policy_create"), facts)
    made = SupportPolicy.objects.get(key="THU")
    assert (str(made), made.created_by) == ("Chính sách thử", officer)
    assert made.picker_label == "Chính sách thử · Quyết định 1"

    address = reverse("policy_condition", args=[made.pk])
    for wrong, why in (
        ({"part": "must", "test": "members"}, "hãy ghi mức"),
        ({"part": "must", "test": "sector", "allowed": ["htx"]}, "Hãy chọn ít nhất một loại"),
        ({"part": "must"}, "bắt buộc"),
    ):
        assert why in client.post(address, wrong).content.decode()
    client.post(address, {"part": "must", "test": "sector", "bound": "9", "allowed": ["farming", "htx"]})
    line = made.conditions.get()
    assert (line.bound, line.allowed) == (0, ["farming"])
    page = client.get(made.get_absolute_url()).content.decode()
    assert "Lĩnh vực: Nông nghiệp" in page

    for word, count in (("true", 7), ("false", 1)):
        assert len(client.get(f"{reverse('policy_list')}?holds={word}").context["table"].data) == count

    client.post(reverse("condition_drop", args=[line.pk]))
    assert not made.conditions.exists()
    changed = {**facts, "name": "Chính sách thử 2", "version": made.version, "doubt": "Chưa chắc"}
    client.post(reverse("policy_update", args=[made.pk]), changed)
    client.post(
        reverse("policy_edition", args=[made.pk]), {"valid_from": "10/09/2026", "legal_basis": "Quyết định 2"}
    )
    assert list(
        SupportPolicy.objects.filter(key="THU").order_by("valid_from").values_list("name", "valid_to")
    ) == [
        ("Chính sách thử 2", date(2026, 9, 9)),
        ("Chính sách thử 2", None),
    ]


def test_the_list_of_a_policy_says_who_is_eligible_and_why(client, policy, grown, officer):
    cooperative(name="Tổ hợp tác Bưởi", kind=Kind.GROUP)
    cooperative(name="Hợp tác xã Chưa Rõ")
    client.force_login(officer)
    address = reverse("policy_cooperatives", args=[policy.pk])

    page = client.get(address).content.decode()
    assert "điều kiện ngày 15/09/2026" in page
    for word, name in (("passes", "Lớn Lên"), ("unknown", "Chưa Rõ"), ("fails", "Bưởi")):
        rows = client.get(f"{address}?verdict={word}").context["table"].data.data
        assert [one.name.endswith(name) for one in rows] == [True]
    assert "Loại hình: Tổ hợp tác" in client.get(f"{address}?verdict=fails&q=buoi").content.decode()
    sheet = client.get(f"{address}?verdict=passes&xuat=xlsx", follow=True)
    assert sheet.status_code == HTTPStatus.OK

    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for _ in range(3):
        cooperative()
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) <= len(few)


def test_a_policy_of_the_past_is_judged_on_its_last_day(client, grown, officer):
    client.force_login(officer)
    old = SupportPolicy.objects.get(key="QD1804")

    assert "Xét theo sổ ngày 31/12/2025" in client.get(old.get_absolute_url()).content.decode()


def test_the_file_tells_what_it_is_eligible_for_and_what_it_got(client, policy, grown, officer):
    client.force_login(officer)
    address = reverse("fact_record", args=[grown.pk, "xac-nhan"])
    client.post(
        address,
        {"known": "audited", "holds": "true", "valid_from": "01/03/2026", "ground": "Báo cáo kiểm toán 2025"},
    )
    assert grown.confirmed_facts.get(known="audited").holds is True
    address = reverse("support_plan", args=[grown.pk])
    assert f'value="{policy.pk}" selected' in client.get(f"{address}?chinh-sach={policy.pk}").content.decode()
    client.post(
        address,
        {
            "policy": policy.pk,
            "content": "Bồi dưỡng giám đốc",
            "money": "local",
            "giver": "Sở Tài chính",
            "amount_vnd": "24.000.000",
            "starts_on": "01/07/2026",
            "ends_on": "31/12/2026",
        },
    )
    support = grown.support_records.get()
    client.post(
        reverse("support_approve", args=[support.pk]),
        {"decision": "12/QĐ-UBND", "decided_on": "03/08/2026", "amount_vnd": "20.000.000"},
    )
    page = client.get(support.get_absolute_url()).content.decode()
    assert "Thành viên chính thức năm 2023: 40, 2024: 45, 2025: 50" in page
    client.post(
        reverse("support_give", args=[support.pk]), {"given_on": "01/09/2026", "given_vnd": "20 triệu"}
    )
    client.post(reverse("support_end", args=[support.pk]), {"ended_on": "15/09/2026", "end_note": "Xong"})
    other = planned(grown, policy, officer, content="Khác")
    assert client.get(reverse("support_withdraw", args=[other.pk])).status_code == HTTPStatus.OK
    client.post(
        reverse("support_withdraw", args=[other.pk]), {"ended_on": "15/09/2026", "end_note": "Xin rút"}
    )

    page = client.get(grown.get_absolute_url()).content.decode()
    assert "Đã hỗ trợ tổng cộng <b>20.000.000" in page
    page = client.get(reverse("eligibility", args=[grown.pk])).content.decode()
    assert "Báo cáo kiểm toán 2025" in page
    assert "Thiếu ngành chính để biết lĩnh vực" in page
    support.refresh_from_db()
    assert support.state == "ended"


def test_what_was_given_is_added_up_by_year_and_leads_to_the_records(client, policy, grown, officer):
    for content, day in (("a", date(2026, 8, 20)), ("b", date(2026, 9, 1))):
        support = approved(planned(grown, policy, officer, content=content), officer)
        acts.give_support(support=support, by=officer, given_on=day, given_vnd=10 * MILLION)
    approved(planned(grown, policy, officer, content="c"), officer)
    planned(grown, policy, officer, content="d")

    assert totals_by_year(officer) == [
        {
            "year": 2026,
            "decided": {"records": 3, "cooperatives": 1, "total": 60 * MILLION},
            "given": {"records": 2, "cooperatives": 1, "total": 20 * MILLION},
        }
    ]
    assert [
        (count_given(day), count_supported(day)) for day in (date(2026, 8, 31), TODAY, date(2027, 1, 1))
    ] == [
        (1, 1),
        (2, 1),
        (0, 0),
    ]
    client.force_login(officer)
    assert "60.000.000" in client.get(reverse("support_totals")).content.decode()
    source = next(one for one in collected(TargetSource) if one.key == "cooperatives.support_given")
    address = f"{reverse('support_list')}?{source.listed.on(TODAY)}"
    assert len(client.get(address).context["table"].data) == source.count(TODAY) == 2
    assert len(client.get(f"{reverse('support_list')}?q=boi%20duong").context["table"].data) == 0
    assert client.get(f"{reverse('support_list')}?xuat=xlsx").status_code == HTTPStatus.OK


def test_nothing_given_yet_is_said(client, officer):
    client.force_login(officer)

    assert "Chưa có khoản hỗ trợ nào được phê duyệt" in client.get(reverse("support_totals")).content.decode()


def test_whoever_keeps_the_register_writes_and_others_look_within_their_reach(
    client, policy, grown, officer, clerk, chairman, officer_of_other_unit
):
    support = planned(grown, policy, officer)
    pages = [support.get_absolute_url(), reverse("eligibility", args=[grown.pk]), policy.get_absolute_url()]
    for person in (clerk, chairman):
        client.force_login(person)
        assert [client.get(page).status_code for page in pages] == [HTTPStatus.OK] * 3
        assert client.get(reverse("support_approve", args=[support.pk])).status_code == HTTPStatus.FORBIDDEN
    client.force_login(officer_of_other_unit)
    assert client.get(reverse("support_approve", args=[support.pk])).status_code == HTTPStatus.FORBIDDEN
    assert "Thêm chính sách" not in client.get(reverse("policy_list")).content.decode()
    assert support_panel(clerk, cooperative()) is None
    assert support_panel(officer, grown)["may_keep"] is True


def test_a_cooperatives_own_people_see_their_own_support_and_nobody_elses(client, policy, grown, officer):
    other = planned(cooperative(name="Hợp tác xã Khác"), policy, officer)
    support = planned(grown, policy, officer)
    client.force_login(representative(grown).user)

    assert [one.pk for one in client.get(reverse("support_list")).context["table"].data.data] == [support.pk]
    assert client.get(support.get_absolute_url()).status_code == HTTPStatus.OK
    assert client.get(reverse("eligibility", args=[grown.pk])).status_code == HTTPStatus.OK
    assert client.get(other.get_absolute_url()).status_code == HTTPStatus.NOT_FOUND
    assert client.get(reverse("eligibility", args=[other.cooperative_id])).status_code == HTTPStatus.NOT_FOUND
    rows = client.get(reverse("policy_cooperatives", args=[policy.pk])).context["table"].data.data
    assert [one.pk for one in rows] == [grown.pk]


def test_a_merged_double_hands_on_its_support(policy, grown, officer):
    planned(grown, policy, officer)
    kept = cooperative(name="Hợp tác xã Giữ lại", commune=commune(1))

    merge_double(cooperative=kept, by=officer, double=grown, reason="Trùng")

    assert kept.support_records.count() == 1
    assert kept.confirmed_facts.count() == 1


def test_a_communes_people_see_the_support_of_their_commune(client, policy, grown, officer):
    other = planned(cooperative(name="Hợp tác xã Xã Khác", commune=commune(1)), policy, officer)
    support = planned(grown, policy, officer)
    agency = Posting.objects.filter(role="agency_officer").first().unit
    agency.commune = commune()
    agency.save()
    villager = User.objects.create_user("canboxa", full_name="Cán bộ xã")
    Posting.objects.create(user=villager, unit=agency, role="agency_officer", valid_from=date(2026, 1, 1))
    client.force_login(villager)

    assert [one.pk for one in client.get(reverse("support_list")).context["table"].data.data] == [support.pk]
    assert client.get(support.get_absolute_url()).status_code == HTTPStatus.OK
    assert client.get(other.get_absolute_url()).status_code == HTTPStatus.NOT_FOUND
    assert client.get(reverse("support_give", args=[support.pk])).status_code == HTTPStatus.FORBIDDEN


def test_the_summary_for_a_visit_tells_what_it_may_have_and_had(policy, grown, officer):
    planned(grown, policy, officer)
    _withdraw(planned(grown, policy, officer, content="Khác"), officer, TODAY)

    found = support_brief(officer, grown)

    assert [str(one) for one in found["records"]] == ["Bồi dưỡng giám đốc – Hợp tác xã Xuân Lộc Lớn Lên"]
    assert policy in found["passing"]
    assert (found["contracts"], found["shops"]) == ([], [])
