"""How the API answers: pages, marks of freshness, limits, refusals, and no way in by cookie."""

from __future__ import annotations

import pytest
from django.core import signing
from django.urls import get_resolver
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openapi_spec_validator import validate

from lmhtx.api import limits
from lmhtx.api.pages import SALT
from lmhtx.api.problems import faults_of
from lmhtx.api.site import document
from lmhtx.directory.models import Commune
from plans.models import Report
from tests.factories.api import Program, program
from tests.factories.plans import task

PROBLEM = "application/problem+json"
SHAPE = {"type", "title", "status", "detail", "instance"}


def walk(asking, path, **narrowed):
    """Every row of a list, page by page."""
    rows, cursor = [], ""
    while cursor is not None:
        page = asking.get(path, {**narrowed, "cursor": cursor}).json()
        rows += page["items"]
        cursor = page["next"]
    return rows


@pytest.fixture
def asking(officer):
    """A program of the officer with all that he may give."""
    return program(officer, "directory.read", "tasks.read", "tasks.report", "cooperatives.read", "plans.read")


@given(limit=st.integers(min_value=17, max_value=200))
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_walk_meets_every_row_once(asking, limit, monkeypatch):
    monkeypatch.setattr(limits, "CALLS_PER_MINUTE", 1000)
    met = [row["id"] for row in walk(asking, "/directory/communes", limit=limit, only_now="false")]

    assert met == sorted(Commune.objects.values_list("pk", flat=True))


def test_rows_that_come_meanwhile_shift_nothing(asking):
    first = [task().pk for _ in range(5)]
    page = asking.get("/tasks", {"limit": 3}).json()
    later = task().pk
    rest = asking.get("/tasks", {"limit": 200, "cursor": page["next"]}).json()
    met = [row["id"] for row in page["items"] + rest["items"]]

    assert len(met) == len(set(met))
    assert [pk for pk in met if pk in first or pk == later] == [*first, later]
    assert rest["next"] is None


def test_a_cursor_belongs_to_its_list(asking):
    of_communes = asking.get("/directory/communes", {"limit": 1}).json()["next"]
    forged = signing.dumps(["/api/v1/directory/communes?[]", 0], salt="other")
    odd = signing.dumps(5, salt=SALT)
    wrong = [
        asking.get("/directory/agencies", {"cursor": of_communes}),
        asking.get("/directory/communes", {"cursor": of_communes, "only_now": "false"}),
        *(asking.get("/directory/communes", {"cursor": one}) for one in (forged, odd, "x")),
    ]

    assert {answer.status_code for answer in wrong} == {400}
    assert {answer["Content-Type"] for answer in wrong} == {PROBLEM}
    assert asking.get("/directory/communes", {"cursor": of_communes, "limit": 2}).status_code == 200


def test_what_has_not_changed_is_not_sent_again(asking):
    first = asking.get("/directory/agencies")
    again = asking.get("/directory/agencies", **{"If-None-Match": first["ETag"]})
    duty = task()
    before = asking.get(f"/tasks/{duty.pk}")
    duty.text = "Lập danh sách mới"
    duty.save()
    after = asking.get(f"/tasks/{duty.pk}", **{"If-None-Match": before["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert after.status_code == 200
    assert first["Cache-Control"] == "private, no-cache"
    assert "Authorization" in first["Vary"]


def test_too_many_calls_wait(officer, unit_head, monkeypatch):
    monkeypatch.setattr(limits, "CALLS_PER_MINUTE", 2)
    monkeypatch.setattr("lmhtx.api.limits.time.time", lambda: 1_000_000_010)
    asking, other = program(officer), program(unit_head)
    answers = [asking.get("/me") for _ in range(3)]

    assert [one.status_code for one in answers] == [200, 200, 429]
    assert answers[2]["Retry-After"] == "10"
    assert answers[2]["Content-Type"] == PROBLEM
    assert other.get("/me").status_code == 200


def test_guessing_waits_too(db, monkeypatch):
    monkeypatch.setattr(limits, "CALLS_PER_MINUTE", 1)
    monkeypatch.setattr("lmhtx.api.limits.time.time", lambda: 1_000_000_010)

    assert [Program("lmhtx_sai").get("/me").status_code for _ in range(2)] == [401, 429]


def test_no_session_signs_a_program_in(officer, as_):
    browser = as_(officer)
    answers = [
        browser.get("/api/v1/me"),
        browser.get("/api/v1/tasks"),
        browser.post("/api/v1/tasks/1/reports", "{}", content_type="application/json"),
    ]

    assert {answer.status_code for answer in answers} == {401}
    assert {answer["Content-Type"] for answer in answers} == {PROBLEM}
    assert not any(answer.cookies for answer in answers)


def test_a_cookie_beside_the_token_changes_nothing(officer, unit_head, as_):
    asking = program(officer)
    asking.client.cookies = as_(unit_head).cookies

    assert asking.get("/me").json()["username"] == officer.username


REFUSED = [
    ("get", "/khong-co", None, 404),
    ("get", "/tasks/999999", None, 404),
    ("get", "/tasks/abc", None, 404),
    ("get", "/", None, 404),
    ("post", "/tasks", "{}", 405),
    ("get", "/tasks/1/reports", None, 405),
    ("get", "/tasks?limit=201", None, 422),
    ("get", "/tasks?limit=muoi", None, 422),
    ("get", "/tasks?trang=2", None, 422),
    ("get", "/tasks?status=xong", None, 422),
    ("post", "/tasks/1/reports", "{không phải JSON", 400),
    ("post", "/tasks/1/reports", "[]", 422),
    ("post", "/tasks/1/reports", '{"kind": "progress", "text": "Xong", "la": 1}', 422),
    ("post", "/tasks/1/reports", '{"kind": "progress", "text": " ", "percent": 101}', 422),
    ("post", "/tasks/1/reports", "x" * (256 * 1024 + 1), 413),
    ("get", "/products", None, 403),
]


@pytest.mark.parametrize(("way", "path", "body", "status"), REFUSED, ids=lambda one: str(one)[:30])
def test_every_refusal_is_a_problem_in_vietnamese(asking, way, path, body, status):
    answer = asking.get(path) if way == "get" else asking.post(path, body)
    told = answer.json()

    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)
    assert set(told) >= SHAPE
    assert told["status"] == status
    assert told["instance"] == f"/api/v1{path.partition('?')[0]}"
    assert any(letter in told["detail"].lower() for letter in "ạảấầậắặẹẻếềệịỉọỏốồộớờợụủứừựđâêôơưăàáãìíòóùúýỹ")


@pytest.mark.parametrize(
    ("word", "value", "detail"),
    [("limit", 201, "Không quá 200."), ("trang", 2, "Không có mục tên này.")],
)
def test_a_fault_of_what_was_sent_says_where_and_what(asking, word, value, detail):
    (told,) = asking.get("/tasks", {word: value}).json()["errors"]

    assert (told["field"].rpartition(".")[2], told["detail"]) == (word, detail)


def test_an_act_whose_answer_breaks_is_not_done(asking, officer, monkeypatch):
    duty = task(person=officer)
    monkeypatch.setattr("plans.api.duties.Status", lambda *_: 1 / 0)
    answer = asking.post(f"/tasks/{duty.pk}/reports", {"kind": "progress", "text": "Đã họp"})

    assert answer.status_code == 500
    assert not Report.objects.exists()


def test_a_bound_that_is_not_told_is_left_open():
    assert faults_of([{"type": "less_than_equal", "loc": ("a", "b")}]) == [
        {"field": "a.b", "detail": "Không quá …."}
    ]


def test_a_breakdown_is_a_problem_without_its_insides(asking, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("bí mật của máy")

    monkeypatch.setattr("plans.api.duties.page_of", broken)
    answer = asking.get("/tasks")

    assert (answer.status_code, answer["Content-Type"]) == (500, PROBLEM)
    assert "bí mật" not in answer.content.decode()


def test_a_method_that_is_not_there_says_which_are(asking):
    assert asking.post("/tasks", "{}")["Allow"] == "GET"


def routes():
    """Every way to ask, as the document tells it."""
    return [
        (path.removeprefix("/api/v1"), method, operation)
        for path, methods in document()["paths"].items()
        for method, operation in methods.items()
    ]


@pytest.mark.parametrize(("path", "method", "operation"), routes(), ids=lambda one: str(one)[:30])
def test_no_way_in_without_a_token(db, path, method, operation):
    address = path.replace("{code}", "3600000001").replace("{plan_id}", "1").replace("{task_id}", "1")
    answer = getattr(Program(), method)(address, *([{}] if method == "post" else []))

    assert (answer.status_code, answer["Content-Type"]) == (401, PROBLEM)
    assert operation["security"] == [{"Token": []}]
    assert operation["summary"]


def test_the_document_is_open_and_valid(db):
    told = Program().get("/openapi.json").json()

    validate(told)
    assert told["openapi"].startswith("3.")
    assert {one["scheme"] for one in told["components"]["securitySchemes"].values()} == {"bearer"}


def test_every_address_of_the_api_has_its_guard():
    branch = next(one for one in get_resolver().url_patterns if str(one.pattern) == "api/v1/")

    assert {one.callback.login_required for one in branch.url_patterns} == {False}
    assert {one.callback.csrf_exempt for one in branch.url_patterns} == {True}


def test_the_directory_tells_units_and_communes(asking):
    units = walk(asking, "/directory/agencies", kind="unit")
    commune = asking.get("/directory/communes", {"limit": 1}).json()["items"][0]

    assert {row["kind"] for row in units} == {"unit"}
    assert commune["province_code"]
    assert not {"phone", "email"} & units[0].keys()
