"""Rights: every permission is granted and asked for, every table says what a person may see."""

from __future__ import annotations

import re

from lmhtx.access import REGISTERED, roles_with
from lmhtx.access.matrix import as_markdown
from lmhtx.contributions import Grant, NavItem, Panel, Widget, collected
from lmhtx.people.roles import Role
from tests.house.sources import ROOT, modules, name, our_models, text

# Tables without a page or a list of their own, and through what they are reached.
SEEN_THROUGH_ANOTHER = {
    # A row of the machine's own.
    "notices.DailyRun": "a mark of the morning's run",
    "outbox.PushKey": "the sender of pushed messages",
    # Parts that are read from the thing they belong to.
    "audit.Seal": "audit_verify",
    "audit.SealedEntry": "audit_verify",
    "people.HandoverLine": "its handover",
    "plans.Assignment": "its task",
    "plans.Target": "its task",
    "plans.CheckPoint": "its task",
    "plans.Comment": "its task",
    "plans.Change": "its task",
    "plans.PlanVersion": "its plan",
    "plans.VersionRow": "its plan",
    "plans.ReportedQuantity": "its report",
    "reports.CountedRecord": "its report",
}


def test_every_table_says_what_a_person_may_see():
    without = {
        model._meta.label for model in our_models() if not hasattr(model._default_manager.all(), "visible_to")
    }

    assert without - SEEN_THROUGH_ANOTHER.keys() == set()


def test_the_list_of_parts_names_only_tables_that_need_it():
    labels = {
        model._meta.label for model in our_models() if not hasattr(model._default_manager.all(), "visible_to")
    }

    assert SEEN_THROUGH_ANOTHER.keys() - labels == set()


def test_every_permission_is_granted_to_someone():
    assert [key for key in REGISTERED if not roles_with(key)] == []


def test_every_permission_is_named_and_told_in_vietnamese():
    shape = re.compile(r"[a-z]+\.[a-z]+(_[a-z]+)+")

    assert [key for key in REGISTERED if not shape.fullmatch(key)] == []
    assert [key for key, permissions in REGISTERED.items() if not permissions(key).label] == []


def test_every_permission_is_asked_for():
    asked = "\n".join(text(path) for path in modules())
    idle = [
        key
        for key, permissions in REGISTERED.items()
        # Once where it is defined, once or more in a grant; whoever asks for it makes at least three.
        if len(re.findall(rf"\b{permissions.__name__}\.{permissions(key).name}\b", asked)) < 2
    ]

    assert idle == []


def test_grants_speak_of_roles_and_permissions_that_exist():
    assert {grant.role for grant in collected(Grant)} - {str(role) for role in Role} == set()
    assert {key for grant in collected(Grant) for key in grant.permissions} - REGISTERED.keys() == set()


def test_contributions_ask_for_permissions_that_exist():
    asked = [str(item.permission) for kind in (NavItem, Widget, Panel) for item in collected(kind)]

    assert {key for key in asked if key} - REGISTERED.keys() == set()


def test_the_page_of_permissions_is_fresh():
    assert text(ROOT / "docs" / "permissions.md") == as_markdown()


def test_the_law_has_no_say_in_rights():
    """Rules compute; who may do what is decided in access.py alone."""
    asking = [
        name(path)
        for path in modules()
        if {path.stem, path.parent.name} & {"rules", "legal"} and "has_perm" in text(path)
    ]

    assert asking == []
