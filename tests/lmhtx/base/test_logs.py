"""The log: one line of JSON for each event, with numbers instead of people."""

from __future__ import annotations

import io
import json
import logging
import logging.config

import pytest
import structlog
from django.urls import reverse

from lmhtx.base.logs import log_settings, without_rows


@pytest.fixture
def lines():
    """`lines()` gives what was logged as JSON."""
    held = io.StringIO()
    told = log_settings(is_json=True)
    handler = logging.StreamHandler(held)
    made = told["formatters"]["line"]
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=made["foreign_pre_chain"], processors=made["processors"]
        )
    )
    logger = logging.getLogger("lmhtx")
    before = logger.level
    logger.addHandler(handler)
    requests = logging.getLogger("lmhtx.requests")
    requests.setLevel(logging.INFO)
    logger.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in held.getvalue().splitlines()]
    requests.setLevel(logging.WARNING)
    logger.removeHandler(handler)
    logger.setLevel(before)


def test_a_request_is_told_by_numbers_and_pattern(lines, as_, clerk):
    browser = as_(clerk)

    response = browser.get(reverse("search"), {"q": "Nguyễn Thị Hạnh"})

    (line,) = [one for one in lines() if one["logger"] == "lmhtx.requests"]
    assert (line["page"], line["status"], line["user"]) == ("tim-kiem/", 200, clerk.pk)
    assert line["request"] == response["X-Request-Id"]
    assert "Hạnh" not in json.dumps(lines(), ensure_ascii=False)


def test_a_line_keeps_vietnamese_and_its_failure(lines):
    try:
        int("hỏng")
    except ValueError:
        logging.getLogger("lmhtx.jobs").exception("Việc %s gặp lỗi.", "đọc")

    (line,) = lines()
    assert (line["event"], line["level"]) == ("Việc đọc gặp lỗi.", "error")
    assert "ValueError: invalid literal" in line["exception"]


def test_the_row_that_a_database_repeats_is_cut_out():
    told = without_rows(None, "", {"event": "trùng\nDETAIL:  Key (email)=(lan@vidu.vn) exists.", "x": 1})

    assert told == {"event": "trùng\nDETAIL: …", "x": 1}


def test_people_at_work_get_a_line_of_words():
    assert log_settings(is_json=False)["formatters"]["line"]["processors"]
