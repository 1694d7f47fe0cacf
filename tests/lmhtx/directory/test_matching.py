"""Written names and what they mean, as the furnished directory knows them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lmhtx.directory.actions import rename_agency, replace_agency
from lmhtx.directory.matching import AgencyBook, find_agency, match_all, normal
from lmhtx.directory.models import Agency, AgencyAlias
from lmhtx.directory.models.agency import AgencyKind

pytestmark = pytest.mark.django_db

ALLIANCE = "Liên minh Hợp tác xã thành phố Đồng Nai"
CASES = [
    ("Sở Tài chính", "Sở Tài chính"),
    ("sở tài chính", "Sở Tài chính"),
    ("So Tai chinh", "Sở Tài chính"),
    ("Sở Tài chính thành phố", "Sở Tài chính"),
    ("Sở Tài chính tỉnh Đồng Nai", "Sở Tài chính"),
    ("Sở NN&MT", "Sở Nông nghiệp và Môi trường"),
    ("Sở Nông nghiệp và Môi trường thành phố Đồng Nai", "Sở Nông nghiệp và Môi trường"),
    ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo"),
    ("Sở KH&CN", "Sở Khoa học và Công nghệ"),
    # Names that no longer exist lead to what took their place.
    ("Sở KH&ĐT", "Sở Tài chính"),
    ("Sở Kế hoạch và Đầu tư", "Sở Tài chính"),
    ("Sở NN&PTNT", "Sở Nông nghiệp và Môi trường"),
    ("Sở Thông tin và Truyền thông", "Sở Khoa học và Công nghệ"),
    # The Alliance under all its names.
    ("Liên minh Hợp tác xã thành phố", ALLIANCE),
    ("Liên minh Hợp tác xã tỉnh", ALLIANCE),
    ("Liên minh HTX thành phố Đồng Nai", ALLIANCE),
    ("LMHTX", ALLIANCE),
    # Its units, as plans write them.
    ("Văn phòng", "Văn phòng Liên minh Hợp tác xã"),
    ("Phòng Tuyên truyền - KH - Hỗ trợ HTX", "Phòng Tuyên truyền – Kế hoạch – Hỗ trợ hợp tác xã"),
    ("Quỹ Hỗ trợ Phát triển HTX", "Quỹ Hỗ trợ phát triển hợp tác xã"),
    # A group is one thing, never four.
    ("Các sở, ban, ngành, địa phương", "Các sở, ban, ngành, địa phương"),
    # Only an accent tells these two communes apart.
    ("Ủy ban nhân dân xã Lộc Thành", "Ủy ban nhân dân xã Lộc Thành"),
    ("Ủy ban nhân dân xã Lộc Thạnh", "Ủy ban nhân dân xã Lộc Thạnh"),
]
NEVER_GUESSED = [
    "",
    "Sở",
    "Sở Phép thuật",
    "Uy ban nhan dan xa Loc Thanh",
    "Phòng Tuyên",
    "Sở Tài chính và bạn bè",
]


@pytest.mark.parametrize(("written", "name"), CASES)
def test_a_written_name_finds_its_agency(written: str, name: str) -> None:
    found = find_agency(written)

    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("written", NEVER_GUESSED)
def test_a_name_that_is_unknown_or_could_mean_two_finds_nothing(written: str) -> None:
    assert find_agency(written) is None


def test_a_replaced_agency_is_itself_in_papers_of_its_time() -> None:
    on_the_day = match_all(["Sở Kế hoạch và Đầu tư"], on=date(2025, 2, 28))
    day_after = match_all(["Sở Kế hoạch và Đầu tư"], on=date(2025, 3, 1))

    assert str(on_the_day["Sở Kế hoạch và Đầu tư"]) == "Sở Kế hoạch và Đầu tư"
    assert str(day_after["Sở Kế hoạch và Đầu tư"]) == "Sở Tài chính"


def test_a_past_name_leads_to_the_renamed_agency() -> None:
    office = Agency.objects.get(code="office")
    rename_agency(
        agency=office, name="Văn phòng Tổng hợp", short_name="VPTH", since=date(2026, 10, 1), source="QĐ 1"
    )

    assert find_agency("Văn phòng Liên minh Hợp tác xã") == office
    assert find_agency("Văn phòng Tổng hợp") == office
    assert find_agency("VPTH") == office


def test_a_chain_of_successors_is_followed_to_the_agency_of_the_day() -> None:
    first, second, third = (
        Agency.objects.create(kind=AgencyKind.OUTSIDE, name=name) for name in ("Ban Một", "Ban Hai", "Ban Ba")
    )
    replace_agency(agency=first, successor=second, last_day=date(2024, 12, 31))
    replace_agency(agency=second, successor=third, last_day=date(2025, 12, 31))

    assert find_agency("Ban Một", on=date(2024, 6, 1)) == first
    assert find_agency("Ban Một", on=date(2025, 6, 1)) == second
    assert find_agency("Ban Một", on=date(2026, 6, 1)) == third


def test_a_circle_of_successors_ends() -> None:
    first = Agency.objects.create(kind=AgencyKind.OUTSIDE, name="Ban Vòng", valid_to=date(2024, 1, 1))
    second = Agency.objects.create(
        kind=AgencyKind.OUTSIDE, name="Ban Tròn", valid_to=date(2024, 1, 1), successor=first
    )
    Agency.objects.filter(pk=first.pk).update(successor=second)

    assert find_agency("Ban Vòng") in {first, second}


def test_a_thousand_names_cost_as_many_queries_as_one(django_assert_num_queries) -> None:
    with django_assert_num_queries(3):
        match_all(["Sở Tài chính"])
    with django_assert_num_queries(3):
        match_all([f"Sở thứ {number}" for number in range(1000)])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=40))
def test_whatever_is_written_finds_one_agency_or_none_and_always_the_same(words: str) -> None:
    book = AgencyBook()

    found = book.find(words)

    assert found == book.find(f"  {words.upper().lower()} ") or normal(words) != normal(words.upper().lower())
    if found is not None:
        heirs = {book.find(alias) for alias in AgencyAlias.objects.filter(normal=normal(words))}
        assert heirs <= {found}
