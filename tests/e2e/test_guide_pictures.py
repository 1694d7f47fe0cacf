"""The pictures of the guide, taken of the demonstration office as the pages are today.

With LMHTX_TAKE_PICTURES=1 they are written into docs/huong-dan/img; otherwise it is only seen that each can be taken.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from cooperatives.models import ClassSession, Cooperative, Period, Representative, Submission
from lmhtx.base import clock
from lmhtx.contributions import Demo, collected
from lmhtx.people.models import User
from lmhtx.reports.models import ReportDrift, ReportRun
from lmhtx.shell.guide import PICTURES
from plans import tasks
from plans.models import Reading, Task
from tests.plans.readings import CA_MAU

pytestmark = pytest.mark.django_db(transaction=True)
IS_TAKING = os.environ.get("LMHTX_TAKE_PICTURES") == "1"


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: who looks, at which address, on what."""

    who: str
    path: Callable[[], str]
    is_phone: bool = False
    ready: str = "main h1"


def task_of(username: str) -> Task:
    """A task that the person holds."""
    user = User.objects.get(username=username)
    return Task.objects.held_by(user).to_do().order_by("due_on", "id")[0]


def farm() -> Cooperative:
    """The cooperative for which somebody of the demonstration works: much hangs on its file."""
    return Representative.objects.order_by("pk")[0].cooperative


def put_in(paper: Path) -> str:
    """Hand a paper in as the clerk does, let it be read; gives the page that waits for confirmation."""
    client = Client()
    client.force_login(User.objects.get(username="vanthu"), backend="lmhtx.account.backends.Backend")
    with paper.open("rb") as file:
        client.post(reverse("reading_create"), {"files": file})
    reading = Reading.objects.latest("pk")
    tasks.read_paper(reading.pk)
    return reverse("reading_detail", args=[reading.pk])


SHOTS = {
    "viec-cua-toi": Shot("chuyenvien", lambda: reverse("home")),
    "danh-sach": Shot("vanthu", lambda: f"{reverse('task_list')}?status=overdue"),
    "giao-viec": Shot(
        "phochutich",
        lambda: f"{reverse('task_give')}?line=Hùng: danh sách OCOP, 15h thứ Sáu",
    ),
    "bang-dieu-hanh": Shot("chutich", lambda: reverse("office_board"), ready=".big-figure"),
    "doc-phu-luc": Shot(
        "vanthu", lambda: put_in(CA_MAU), ready="[data-annex][data-ready] .annex-picture rect"
    ),
    "bang-don-vi": Shot("truongphong", lambda: reverse("unit_board"), ready=".big-figure"),
    "bao-cao": Shot("chuyenvien", lambda: reverse("report_submit", args=[task_of("chuyenvien").pk])),
    "lich-su": Shot(
        "kiemsoat", lambda: Task.objects.exclude(accepted_at=None).latest("pk").get_absolute_url()
    ),
    "co-quan-dien-thoai": Shot("sotaichinh", lambda: reverse("home"), is_phone=True),
    "can-toi-quyet": Shot("phochutich", lambda: reverse("decision_queue"), is_phone=True),
    "bao-cao-dinh-ky": Shot("chanhvanphong", lambda: ReportRun.objects.latest("pk").get_absolute_url()),
    "vai-tro": Shot("quantri", lambda: reverse("rights")),
    "so-hop-tac-xa": Shot("chuyenvien", lambda: reverse("cooperative_list")),
    "ho-so-hop-tac-xa": Shot("chuyenvien", lambda: farm().get_absolute_url()),
    "tong-quan-so": Shot("chuyenvien", lambda: reverse("register_board"), ready="main svg"),
    "bang-chi-tieu": Shot("chuyenvien", lambda: reverse("figure_table")),
    "bao-cao-so-khac": Shot(
        "chuyenvien", lambda: reverse("report_run_compare", args=[ReportDrift.objects.get().run_id])
    ),
    "dot-thu-so-lieu": Shot(
        "chuyenvien", lambda: Period.objects.filter(rhythm="year").latest("year").get_absolute_url()
    ),
    "xem-phieu": Shot(
        "chuyenvien",
        lambda: reverse(
            "submission_detail", args=[Submission.objects.filter(state="submitted").order_by("pk")[0].pk]
        ),
    ),
    "phieu-dien-thoai": Shot("giamdochtx", lambda: reverse("my_forms"), is_phone=True),
    "de-nghi-dien-thoai": Shot("giamdochtx", lambda: reverse("my_petitions"), is_phone=True),
    "diem-danh": Shot(
        "chuyenvien",
        lambda: reverse("training_attendance", args=[ClassSession.objects.latest("pk").training_id]),
    ),
}


@pytest.fixture
def office(furnished: None) -> None:
    """The demonstration office, with some months of work behind it."""
    for part in collected(Demo):
        part.load(clock.today())


def test_guide_has_a_shot_for_each_of_its_pictures() -> None:
    assert {path.stem for path in PICTURES.glob("*.png")} == set(SHOTS)


def test_pictures_are_of_the_pages_as_they_are(office: None, open_as: Callable[..., Page]) -> None:
    for name, shot in SHOTS.items():
        page = open_as(shot.who, phone=shot.is_phone, path=shot.path())
        page.wait_for_load_state("networkidle")
        page.locator(shot.ready).first.wait_for()
        if IS_TAKING:
            page.screenshot(path=PICTURES / f"{name}.png", clip=None, full_page=False)
        page.context.close()
