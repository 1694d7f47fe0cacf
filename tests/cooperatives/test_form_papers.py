"""Papers of a yearly form: sent, kept once, shown to who judges, taken back, refused."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from cooperatives.actions import form_papers as acts
from cooperatives.actions.submissions import begin_form, save_form, submit_form
from cooperatives.models import Submission
from lmhtx.files.models import Attachment
from lmhtx.people.models import User
from lmhtx.workflow import Refused
from tests.factories.cooperatives import cooperative
from tests.factories.forms import period, representative

pytestmark = pytest.mark.django_db


@pytest.fixture
def form(officer: User) -> Submission:
    begun = begin_form(period=period(), cooperative=cooperative(), by=officer)
    return save_form(submission=begun, by=officer, typed={"workers": "12"}, notes={}, version=begun.version)


def picture(name: str = "so quy.png", colour: str = "white") -> SimpleUploadedFile:
    body = BytesIO()
    Image.new("RGB", (40, 30), colour).save(body, "PNG")
    return SimpleUploadedFile(name, body.getvalue(), "image/png")


def test_a_paper_stands_behind_its_figure_and_is_seen_by_who_judges(client, form, officer):
    client.force_login(officer)
    address = reverse("submission_paper_add", args=[form.pk])

    answer = client.post(address, {"figure": "workers", "paper": picture()}, headers={"HX-Request": "true"})

    assert answer.status_code == HTTPStatus.OK
    assert "so quy.png" in answer.content.decode()
    submit_form(submission=form, by=officer, declared_by="An", version=form.version, ground="Gọi điện")
    page = client.get(form.get_absolute_url()).content.decode()
    kept = Attachment.objects.of(form).get()
    assert kept.kind == "workers"
    assert page.count(kept.view_url) == 3
    assert client.get(kept.view_url).status_code == HTTPStatus.OK


def test_without_a_script_several_go_at_once_and_the_page_comes_back(client, form, officer):
    client.force_login(officer)
    address = reverse("submission_paper_add", args=[form.pk])

    answer = client.post(address, {"paper": [picture("a.png"), picture("b.png", "black")]})

    assert answer.url == f"{reverse('submission_fill', args=[form.pk])}#giay-to"
    page = client.get(reverse("submission_fill", args=[form.pk])).content.decode()
    assert ("a.png" in page, "b.png" in page, "Cả phiếu" in page) == (True, True, True)
    assert Attachment.objects.of(form).count() == 2


def test_the_same_file_twice_is_kept_once_and_another_figure_holds_it_too(form, officer):
    first = acts.add_paper(submission=form, by=officer, file=picture())
    again = acts.add_paper(submission=form, by=officer, file=picture("khac.png"))
    other = acts.add_paper(submission=form, by=officer, file=picture(), figure="workers")

    assert (again, other.kind) == (first, "workers")
    assert Attachment.objects.of(form).count() == 2


def test_what_is_unfit_unknown_or_too_much_is_refused_and_nothing_stays(form, officer, monkeypatch):
    for file, figure, why in (
        (SimpleUploadedFile("a.exe", b"MZ\x90\x00\x03"), acts.WHOLE_FORM, "a.exe"),
        (picture(), "khong_co", "không có mục này"),
    ):
        with pytest.raises(Refused, match=why):
            acts.add_paper(submission=form, by=officer, file=file, figure=figure)
    monkeypatch.setattr(acts, "MOST_PAPERS", 0)
    with pytest.raises(Refused, match="nhiều nhất 0 tệp"):
        acts.add_paper(submission=form, by=officer, file=picture())
    assert not Attachment.objects.of(form).exists()


def test_an_empty_sending_says_what_to_do(client, form, officer):
    client.force_login(officer)

    answer = client.post(reverse("submission_paper_add", args=[form.pk]), {}, headers={"HX-Request": "true"})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Ch\\u01b0a ch\\u1ecdn t\\u1ec7p" in answer.headers["HX-Trigger"]


def test_a_paper_is_taken_back_until_the_form_is_handed_in(client, form, officer):
    paper = acts.add_paper(submission=form, by=officer, file=picture())
    kept = acts.add_paper(submission=form, by=officer, file=picture(colour="red"))
    client.force_login(officer)

    client.post(reverse("submission_paper_drop", args=[form.pk, paper.pk]))

    assert list(Attachment.objects.of(form)) == [kept]
    submit_form(submission=form, by=officer, declared_by="An", version=form.version, ground="Gọi điện")
    for act in (
        lambda: acts.add_paper(submission=form, by=officer, file=picture()),
        lambda: acts.drop_paper(submission=form, by=officer, paper=kept),
    ):
        with pytest.raises(Refused, match="đã nộp"):
            act()


def test_another_cooperatives_people_neither_send_nor_see_nor_take_back(client, form, officer, clerk):
    paper = acts.add_paper(submission=form, by=officer, file=picture())
    stranger = representative(cooperative(name="Hợp tác xã Khác")).user
    client.force_login(stranger)

    for address in (
        reverse("submission_paper_add", args=[form.pk]),
        reverse("submission_paper_drop", args=[form.pk, paper.pk]),
    ):
        assert client.post(address, {"paper": picture()}).status_code == HTTPStatus.NOT_FOUND
    assert client.get(paper.get_absolute_url()).status_code == HTTPStatus.NOT_FOUND
    with pytest.raises(Refused, match="không khai thay"):
        acts.add_paper(submission=form, by=clerk, file=picture())


def test_a_paper_of_another_form_is_not_found(client, form, officer):
    other = begin_form(period=form.period, cooperative=cooperative(name="Hợp tác xã Khác"), by=officer)
    paper = acts.add_paper(submission=other, by=officer, file=picture())
    client.force_login(officer)

    answer = client.post(reverse("submission_paper_drop", args=[form.pk, paper.pk]))

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert Attachment.objects.of(other).count() == 1
