"""Forms on paper come back: photographs reach their cooperatives, odd pages wait, figures are entered beside them."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cooperatives.actions import scans
from cooperatives.actions.invite_files import make_files
from cooperatives.actions.inviting import ask_to_invite, invite_batch
from cooperatives.actions.scans import bring_scans, enter_from_paper, match_page
from cooperatives.enums.forms import FormSource, FormState
from cooperatives.enums.scans import ScanState
from cooperatives.models import Cooperative, Period, ScanBatch, ScanPage, Submission, YearFigures
from cooperatives.paper_form import PageCode
from cooperatives.queries import paper_forms
from cooperatives.queries.scans import Finding, beside, judge, left_over, standing_of, waiting_in
from cooperatives.tasks import read_brought_scans
from lmhtx.directory.models import Agency
from lmhtx.files.models import Attachment
from lmhtx.people.models import Posting, User
from lmhtx.workflow import Refused
from tests.factories.cooperatives import commune, cooperative
from tests.factories.forms import handed_in, period, representative
from tests.factories.paper_forms import filled, photographed, printed, upload
from tests.lmhtx.reports.papers import kept, pages_of

pytestmark = pytest.mark.django_db
SAID = {"official_members": "45", "revenue_vnd": "2150000000", "workers": "30"}


@pytest.fixture
def call() -> Period:
    return period(rhythm="quarter", number=2, year=2026, title="Số liệu quý II/2026")


@pytest.fixture
def farm() -> Cooperative:
    return cooperative(name="HTX Một", representative="Nguyễn Văn An")


@pytest.fixture
def commune_officer(farm) -> User:
    agency = Agency.objects.create(name="Xã của HTX Một", kind="outside", commune=farm.commune)
    user = User.objects.create_user("canboxa", full_name="Cán bộ xã")
    Posting.objects.create(user=user, unit=agency, role="agency_officer", valid_from=date(2026, 1, 1))
    return user


def page_of(call: Period, farm: Cooperative, **how) -> bytes:
    pages = printed(call, farm)
    return photographed(filled(pages[0], call, farm, 1, SAID), **how)


def read(call: Period, by: User, *files) -> ScanBatch:
    batch = bring_scans(period=call, files=list(files), by=by)
    read_brought_scans(batch.pk)
    batch.refresh_from_db()
    return batch


def waiting(call: Period, farm: Cooperative, by: User, **facts) -> ScanPage:
    """A page that waits, without a file read."""
    batch = facts.pop("batch", None) or ScanBatch.objects.create(period=call, created_by=by)
    given = {"file_number": ScanPage.objects.count() + 1, "state": ScanState.MATCHED, "form_page": 1, **facts}
    page = ScanPage.objects.create(
        batch=batch, period=call, file_page=1, file_name="a.jpg", cooperative=farm, **given
    )
    from cooperatives.actions.scans import PICTURE  # noqa: PLC0415
    from lmhtx.files.actions import store  # noqa: PLC0415

    file = SimpleUploadedFile(f"{page.pk}.webp", f"ảnh {page.pk}".encode())
    store(file, owner=page, kind=PICTURE, by=by, name=file.name)
    return page


def test_photographs_reach_the_right_cooperatives_and_are_entered_as_evidence(call, farm, officer, as_):
    YearFigures.objects.create(cooperative=farm, year=2025, official_members=40)
    other = cooperative(name="HTX Hai")
    batch = read(
        call,
        officer,
        upload("mot.jpg", page_of(call, farm, degrees=3)),
        upload(
            "nhieu.pdf", page_of(call, other, degrees=181), photographed(np.full((1200, 900), 240, np.uint8))
        ),
    )

    found = {one.cooperative: one.pages for one in waiting_in(batch)}
    assert set(found) == {farm, other}
    assert all(pages[0].is_straight for pages in found.values())
    assert [one.state for one in left_over(batch)] == [ScanState.UNREADABLE]
    lines = {line.row.figure.key: line for line in beside(batch, farm)[0][0].lines}
    assert lines["revenue_vnd"].read == "2.150.000.000"
    assert lines["profit_vnd"].read == ""
    assert lines["official_members"].before == "40"

    browser = as_(officer)
    detail = browser.get(batch.get_absolute_url()).content.decode()
    assert "HTX Hai" in detail
    enter = reverse("scan_enter", args=[batch.pk, farm.pk])
    shown = browser.get(enter).content.decode()
    assert 'value="2.150.000.000"' in shown
    assert "<image href=" in shown
    typed = {"so_official_members": "45", "so_revenue_vnd": "2.150.000.000", "so_workers": "30"}
    answer = browser.post(enter, {**typed, "declared_by": "Nguyễn Văn An", "reason": "Chưa rõ"})
    assert answer.url == batch.get_absolute_url()

    form = Submission.objects.get()
    assert (form.state, form.source, form.declared_by) == (
        FormState.SUBMITTED,
        FormSource.ON_BEHALF,
        "Nguyễn Văn An",
    )
    assert "mot.jpg" in form.ground
    evidence = Attachment.objects.of(form).get()
    assert evidence.name == "phieu-giay-trang-1.webp"
    assert kept(evidence)[8:12] == b"WEBP"
    assert ScanPage.objects.get(cooperative=farm).state == ScanState.ENTERED
    assert "HTX Một" in browser.get(batch.get_absolute_url()).content.decode()
    assert browser.get(enter).status_code == HTTPStatus.OK


def test_a_second_run_reads_nothing_twice(call, farm, officer):
    batch = read(call, officer, upload("mot.jpg", page_of(call, farm)))

    read_brought_scans(batch.pk)

    assert ScanPage.objects.count() == 1


def test_a_file_that_takes_too_long_is_told_and_the_rest_goes_on(call, farm, officer, monkeypatch):
    monkeypatch.setattr(scans, "CODE_SECONDS", 0)
    batch = read(call, officer, upload("mot.jpg", page_of(call, farm)))

    assert "mot.jpg: Đọc tệp quá" in batch.faults[0]
    assert not ScanPage.objects.exists()


def signed(call: Period, farm: Cooperative, **facts) -> str:
    told = {
        "period": call.pk,
        "cooperative": farm.pk,
        "edition": paper_forms.edition_for(call, farm),
        "page": 1,
        "pages": 1,
        **facts,
    }
    return PageCode(**told).words(paper_forms.keys()[0])


def test_what_a_square_says_of_a_page(call, farm, officer):
    batch = ScanBatch.objects.create(period=call, created_by=officer)
    double = cooperative(name="HTX Trùng")
    Cooperative.objects.filter(pk=double.pk).update(merged_into=farm)
    other = period(2025)

    def state(words):
        return judge(batch, words).state

    assert state("") == ScanState.UNREADABLE
    assert state(signed(call, farm).replace("/1/1/", "/2/1/")) == ScanState.FOREIGN
    assert judge(batch, signed(call, farm, period=other.pk)).note.startswith(
        "Phiếu này của đợt “Số liệu năm 2025”"
    )
    assert state(signed(call, farm, cooperative=0)) == ScanState.OUT
    assert state(signed(call, farm, edition="2020.1:AAAAAA")) == ScanState.EDITION
    assert judge(batch, signed(call, double)).cooperative == farm
    assert state(signed(call, farm)) == ScanState.MATCHED


def test_a_commune_reads_only_its_own(call, farm, commune_officer):
    far = cooperative(name="HTX Xa", commune=commune(7))
    batch = ScanBatch.objects.create(period=call, created_by=commune_officer)

    assert judge(batch, signed(call, far)).state == ScanState.OUT


def test_a_page_that_came_before_is_told(call, farm, officer):
    page = waiting(call, farm, officer)
    matched = Finding(ScanState.MATCHED, cooperative=farm, form_page=1)

    assert standing_of(call, matched) == (
        ScanState.DUPLICATE,
        f"Trang này của {farm} đã có, chờ nhập: {page}.",
    )
    page.delete()
    assert standing_of(call, matched) == (ScanState.MATCHED, "")
    handed_in(farm, call, by=officer)
    assert "đã có phiếu trong đợt" in standing_of(call, matched)[1]
    assert standing_of(call, Finding(ScanState.OUT, "x")) == (ScanState.OUT, "x")


def test_the_same_photograph_twice_waits_once(call, farm, officer):
    page = page_of(call, farm)
    batch = read(call, officer, upload("a.jpg", page), upload("b.jpg", page_of(call, farm, seed=2)))

    assert sorted(batch.pages.values_list("state", flat=True)) == ["duplicate", "matched"]


def test_an_odd_page_is_matched_by_hand(call, farm, officer, as_):
    blank = photographed(np.full((1200, 900), 240, np.uint8))
    batch = read(call, officer, upload("mo.jpg", blank))
    page = batch.pages.get()
    browser = as_(officer)
    match = reverse("scan_match", args=[page.pk])

    assert "scan-whole" in browser.get(match).content.decode()
    browser.post(match, {"cooperative": farm.pk, "form_page": 1})

    page.refresh_from_db()
    assert (page.state, page.cooperative, page.note) == (ScanState.BY_HAND, farm, "")
    shown = browser.get(reverse("scan_enter", args=[batch.pk, farm.pk])).content.decode()
    assert "scan-whole" in shown
    assert "<image" not in shown
    with pytest.raises(Refused, match="đã biết"):
        match_page(page=page, cooperative=farm, form_page=1, by=officer)


def test_what_matching_refuses(call, farm, officer, chairman):
    page = waiting(call, None, officer, state=ScanState.UNREADABLE, form_page=None)
    with pytest.raises(Refused, match="không nhập thay"):
        match_page(page=page, cooperative=farm, form_page=1, by=chairman)
    with pytest.raises(Refused, match="có 1 trang"):
        match_page(page=page, cooperative=farm, form_page=2, by=officer)
    handed_in(farm, call, by=officer)
    with pytest.raises(Refused, match="đã có phiếu"):
        match_page(page=page, cooperative=farm, form_page=1, by=officer)


def test_what_bringing_refuses(call, farm, officer, chairman, monkeypatch):
    photo = upload("a.jpg", photographed(np.full((400, 300), 240, np.uint8)))
    with pytest.raises(Refused, match="không nhập thay"):
        bring_scans(period=call, files=[photo], by=chairman)
    with pytest.raises(Refused, match="Chưa chọn tệp"):
        bring_scans(period=call, files=[], by=officer)
    with pytest.raises(Refused, match="Chỉ nhận ảnh"):
        bring_scans(period=call, files=[SimpleUploadedFile("a.txt", b"abc")], by=officer)
    with pytest.raises(Refused, match=r"a\.jpg"):
        bring_scans(period=call, files=[SimpleUploadedFile("a.jpg", b"%PDF-1.4 hong")], by=officer)
    monkeypatch.setattr(scans, "MOST_FILES", 1)
    with pytest.raises(Refused, match="nhiều nhất 1 tệp"):
        bring_scans(period=call, files=[photo, photo], by=officer)
    call.state = "locked"
    with pytest.raises(Refused, match="đã khóa"):
        bring_scans(period=call, files=[photo], by=officer)


def test_what_entering_refuses(call, farm, officer, chairman):
    page = waiting(call, farm, officer)
    entry = {
        "batch": page.batch,
        "cooperative": farm,
        "by": officer,
        "typed": {"workers": "3"},
        "declared_by": "An",
    }
    with pytest.raises(Refused, match="không nhập thay"):
        enter_from_paper(**entry | {"by": chairman})
    with pytest.raises(Refused, match="họ tên người khai"):
        enter_from_paper(**entry | {"declared_by": " "})
    with pytest.raises(Refused, match="Phiếu chưa có số liệu"):
        enter_from_paper(**entry | {"typed": {}})
    assert not Submission.objects.exists()
    enter_from_paper(**entry)
    with pytest.raises(Refused, match="đã nhập rồi"):
        enter_from_paper(**entry)
    waiting(call, farm, officer, batch=page.batch)
    with pytest.raises(Refused, match="đã có phiếu trong đợt"):
        enter_from_paper(**entry)


@pytest.mark.parametrize(
    "facts",
    [
        {"state": ScanState.MATCHED, "cooperative": None},
        {"state": ScanState.ENTERED},
        {"state": ScanState.BY_HAND},
        {"state": ScanState.DUPLICATE, "file_number": 1},
    ],
    ids=["whose", "into", "once", "page"],
)
def test_the_database_keeps_pages_straight(call, farm, officer, facts):
    first = waiting(call, farm, officer)
    given = {"file_number": 2, "cooperative": farm, "form_page": 1, **facts}

    with pytest.raises(IntegrityError), transaction.atomic():
        ScanPage.objects.create(batch=first.batch, period=call, file_page=1, file_name="b.jpg", **given)


def test_who_only_looks_or_is_a_cooperative_enters_nothing(call, farm, officer, chairman, as_):
    page = waiting(call, farm, officer)
    own = representative(farm).user
    pages = [
        reverse("scan_list", args=[call.pk]),
        reverse("scan_detail", args=[page.batch_id]),
        reverse("scan_match", args=[page.pk]),
        reverse("scan_enter", args=[page.batch_id, farm.pk]),
        reverse("form_print", args=[call.pk, farm.pk]),
    ]
    for person in (chairman, own):
        browser = as_(person)
        answers = {browser.get(address).status_code for address in pages}
        assert answers <= {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
    assert not ScanPage.objects.visible_to(own).exists()
    assert ScanPage.objects.visible_to(chairman).exists()


def test_a_commune_sees_its_own_deliveries_only(call, farm, officer, commune_officer, as_):
    mine = waiting(call, farm, commune_officer)
    theirs = waiting(call, cooperative(name="HTX Hai"), officer)
    browser = as_(commune_officer)

    assert browser.get(mine.batch.get_absolute_url()).status_code == HTTPStatus.OK
    assert browser.get(theirs.batch.get_absolute_url()).status_code == HTTPStatus.NOT_FOUND
    assert list(ScanPage.objects.visible_to(commune_officer)) == [mine]
    assert "in phiếu giấy" in browser.get(reverse("missing_list", args=[call.pk])).content.decode()


def test_a_form_is_printed_for_one_and_for_many(call, farm, officer, as_):
    cooperative(name="Hợp tác xã " + "có tên rất dài " * 8, commune=commune(1))
    answer = as_(officer).get(reverse("form_print", args=[call.pk, farm.pk]))
    assert len(pages_of(b"".join(answer.streaming_content))) == 1

    one = ask_to_invite(period=call, by=officer, channels=["form"])
    one = invite_batch(invite_set=one, after=0)
    one = invite_batch(invite_set=one, after=one.reached)
    one = make_files(invite_set=one, told=lambda *_told: None)

    sheets = pages_of(kept(Attachment.objects.of(one).get()))
    assert len(sheets) == 4
    assert "BẢNG KÊ KÝ NHẬN PHIẾU GIẤY" in sheets[0].extract_text()
    assert round(float(sheets[1].width)) == 595


def test_a_one_off_call_prints_words_and_ticks(farm, officer):
    from cooperatives import year_form  # noqa: PLC0415
    from cooperatives.enums.forms import Unit  # noqa: PLC0415

    questions = year_form.frozen([], [("Có kho lạnh không", Unit.YES_NO), ("Cần gì", Unit.WORDS)])
    call = period(rhythm="once", questions=questions, title="Đột xuất", version="riêng")
    [page] = printed(call, farm)
    batch = read(
        call,
        officer,
        upload("a.jpg", photographed(filled(page, call, farm, 1, {"rieng_1": "x"}), degrees=-1)),
    )

    lines = beside(batch, farm)[0][0].lines
    assert [line.read for line in lines] == ["Có", ""]


def test_the_delivery_asks_as_often_for_one_page_as_for_three(call, officer, as_):
    batch = ScanBatch.objects.create(period=call, created_by=officer)
    browser = as_(officer)

    def asked() -> int:
        browser.get(batch.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            browser.get(batch.get_absolute_url())
        return len(queries)

    waiting(call, cooperative(name="HTX A"), officer, batch=batch)
    first = asked()
    for name in ("HTX B", "HTX C"):
        waiting(call, cooperative(name=name), officer, batch=batch)
    assert asked() == first
