"""Pages: every address is closed unless it says otherwise, declares whether it reads or writes, and shows no gap."""

from __future__ import annotations

import ast
import copy
import re
from http import HTTPStatus

import pytest
from django.conf import settings as django_settings

from lmhtx.ui.guard import refusing_writes
from tests.house.sources import ROOT, functions, tree
from tests.house.things import Address, addresses, make_things

# Open to whoever comes: the door itself, and whether the house stands.
PUBLIC = {
    "account_login",
    "calendar_feed",
    "code_enter",
    "join",
    "link_open",
    "live",
    "mail_refuse",
    "password_forgotten",
    "password_reset",
    "public_cooperative",
    "public_csv",
    "public_data",
    "public_directory",
    "public_json",
    "public_products",
    "ready",
    "robots",
}
# For a monitoring machine with its token or an inner address; to everybody else it is not there.
FOR_MACHINES = {"metrics"}
# A person without any right may come here: the frame around every page, and what is his own.
ONES_OWN = {
    "account_change_password",
    "account_logout",
    "account_reauthenticate",
    "api_guide",
    "draft_drop",
    "draft_save",
    "guide",
    "guide_chapter",
    "guide_picture",
    "home",
    "lock_now",
    "machine_mark",
    "mfa_authenticate",
    "money_words",
    "my_forms",
    "my_papers",
    "my_petitions",
    "my_maturity",
    "my_tokens",
    "my_publicity",
    "my_ratings",
    "notice_count",
    "notice_list",
    "notice_read",
    "passkey_add",
    "passkey_sign_in",
    "password_choose",
    "paper_list",
    "policy_cooperatives",
    "policy_detail",
    "policy_list",
    "presence_list",
    "presences_end",
    "profile",
    "push_key",
    "push_subscribe",
    "push_unsubscribe",
    "quality_list",
    "support_list",
    "support_totals",
    "recovery_codes",
    "recovery_renew",
    "saved_view_add",
    "search",
    "sheet_home",
    "second_factor",
    "still_here",
    "stand_in_end",
    "todo_count",
    "todo_section",
    "token_create",
    "totp_add",
    "unlock",
    "wishes_edit",
}
# Names that are not the view's: allauth asks for its own, and one view changes one task or many.
OTHER_NAMES = {
    "account_login": "SignIn",
    "account_logout": "SignOut",
    "account_change_password": "password_change",
    "account_reauthenticate": "reauthenticate",
    "mfa_authenticate": "SecondStep",
    "openid_connect_callback": "sso_return",
    "openid_connect_login": "sso_begin",
    "tasks_change": "task_change",
}
# Signing in and out are allauth's views, which write the session.
OF_A_PACKAGE = {
    "account_login",
    "account_logout",
    "mfa_authenticate",
    "openid_connect_callback",
    "openid_connect_login",
    "passkey_sign_in",
}
# These rooms stand below `ui`, where reads and writes live; their views say GET and POST by Django's own decorators.
BELOW_UI = ("lmhtx.jobs.views", "lmhtx.audit.views")
CLOSED = {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
ANSWERED = {HTTPStatus.OK, HTTPStatus.NO_CONTENT, HTTPStatus.FOUND, *CLOSED, HTTPStatus.METHOD_NOT_ALLOWED}
GAP = "⟦thiếu %s⟧"
PEOPLE = ("admin", "chairman", "clerk", "officer", "keeper")


def page_named(address: Address) -> str:
    return address.name


@pytest.fixture
def things(db) -> dict[str, int]:
    """One thing of every kind."""
    return make_things()


@pytest.fixture
def telling_gaps(settings):
    """Templates that say which variable they missed."""
    templates = copy.deepcopy(django_settings.TEMPLATES)
    templates[0]["OPTIONS"]["string_if_invalid"] = GAP
    settings.TEMPLATES = templates


def snake(name: str) -> str:
    """PlanList → plan_list."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def decorators_of(function: ast.FunctionDef) -> set[str]:
    """The names of a function's decorators."""
    bare = [one.func if isinstance(one, ast.Call) else one for one in function.decorator_list]
    return {one.id for one in bare if isinstance(one, ast.Name)}


def test_there_is_an_address_for_every_exception():
    names = {address.name for address in addresses()}

    assert (PUBLIC | FOR_MACHINES | ONES_OWN | OTHER_NAMES.keys() | OF_A_PACKAGE) - names == set()


def test_no_two_addresses_share_a_name():
    names = [address.name for address in addresses()]

    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("address", addresses(), ids=page_named)
def test_an_address_is_called_as_its_view(address):
    expected = OTHER_NAMES.get(address.name)

    assert address.view_name == expected if expected else snake(address.view_name) == address.name


@pytest.mark.parametrize("address", addresses(), ids=page_named)
def test_a_view_says_whether_it_reads_or_writes(address):
    if address.name in OF_A_PACKAGE or address.module in BELOW_UI:
        assert getattr(address.view, "way", None) is None
    else:
        assert address.view.way in {"reads", "writes"}


@pytest.mark.parametrize("module", BELOW_UI)
def test_views_below_ui_say_get_or_post_themselves(module):
    path = ROOT / (module.replace(".", "/") + ".py")
    views = [one for one in functions(tree(path)) if not one.name.startswith("_")]

    assert views
    assert [one.name for one in views if not decorators_of(one) & {"require_safe", "require_POST"}] == []


def test_a_stranger_is_led_to_the_door(things, client):
    led = {}

    for address in addresses():
        response = client.get(address.path(things))
        led[address.name] = response.status_code, response.headers.get("Location", "").split("?")[0]

    door = (HTTPStatus.FOUND, "/tai-khoan/dang-nhap/")
    assert {name: led[name] for name in PUBLIC} == dict.fromkeys(PUBLIC, (HTTPStatus.OK, ""))
    assert {name: led[name] for name in FOR_MACHINES} == dict.fromkeys(
        FOR_MACHINES, (HTTPStatus.NOT_FOUND, "")
    )
    open_ones = PUBLIC | FOR_MACHINES
    assert {name: answer for name, answer in led.items() if name not in open_ones and answer != door} == {}


def test_an_outsider_comes_no_further(things, outsider, as_):
    browser = as_(outsider)
    closed = [address for address in addresses() if address.name not in PUBLIC | ONES_OWN]
    let_in = {}

    for address in closed:
        path = address.path(things)
        answers = {way(path).status_code for way in (browser.get, browser.post)} - {
            HTTPStatus.METHOD_NOT_ALLOWED
        }
        if not answers or not answers <= CLOSED:
            let_in[address.name] = sorted(answers)

    assert let_in == {}


def test_an_outsider_has_his_own_pages(things, outsider, as_):
    browser = as_(outsider)
    answers = {
        address.name: browser.get(address.path(things)).status_code
        for address in addresses()
        if address.name in PUBLIC | ONES_OWN
    }

    assert {name: status for name, status in answers.items() if status in CLOSED} == {}


@pytest.mark.parametrize("who", PEOPLE)
def test_no_page_has_a_gap_or_breaks(who, things, request, as_, telling_gaps):
    browser = as_(request.getfixturevalue(who))
    browser.raise_request_exception = False
    faults = {}

    for address in addresses():
        response = browser.get(address.path(things))
        words = b"" if response.streaming else response.content
        gaps = re.findall("⟦thiếu ([^⟧]*)⟧", words.decode(errors="ignore"))
        if gaps or response.status_code not in ANSWERED:
            broken = getattr(response, "exc_info", None)
            faults[address.name] = (
                response.status_code,
                sorted(set(gaps)),
                repr(broken[1]) if broken else "",
            )

    assert faults == {}


def test_looking_at_the_machine_writes_nothing(things, admin, as_):
    browser = as_(admin)
    answers = {}

    with refusing_writes():
        for address in addresses():
            if address.module in BELOW_UI:
                answers[address.name] = browser.get(address.path(things)).status_code

    assert set(answers.values()) <= ANSWERED
    assert HTTPStatus.OK in answers.values()
