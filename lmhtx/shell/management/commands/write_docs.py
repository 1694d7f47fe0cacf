"""Writes the pages of docs/ that the code itself tells: workflows and permissions."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand

from lmhtx.access.matrix import as_markdown
from lmhtx.workflow import Workflow
from lmhtx.workflow.diagram import mermaid

HEAD = ["# Quy trình", "", "Sinh từ mã nguồn bằng `manage.py write_docs`; không sửa tay.", ""]


def all_workflows() -> list[Workflow]:
    """The tables `ALL` of every installed app that has a workflow.py, in the order of the apps."""
    names = [f"{app.name}.workflow" for app in apps.get_app_configs() if not app.name.startswith("django.")]
    modules = [import_module(name) for name in names if find_spec(name) is not None]
    return [table for module in modules for table in getattr(module, "ALL", ())]


def workflows_page() -> str:
    """docs/workflows.md: a diagram of each workflow, and who may make each move."""
    lines = list(HEAD)
    for table in all_workflows():
        lines += [f"## {table.title}", "", "```mermaid", mermaid(table), "```", ""]
        lines += ["| Bước | Từ | Đến | Quyền | Phải ghi lý do |", "|---|---|---|---|:-:|"]
        lines += [_row(table, move) for move in table.moves]
        lines.append("")
    return "\n".join(lines)


def _row(table: Workflow, move: Any) -> str:
    sources = ", ".join(table.labels[state] for state in table.labels if state in move.source)
    note = "✔" if move.needs_note else ""
    return f"| {move.label} | {sources} | {table.labels[move.target]} | {move.needs.label} | {note} |"


PAGES: dict[str, Callable[[], str]] = {"workflows.md": workflows_page, "permissions.md": as_markdown}


class Command(BaseCommand):
    """Tests compare the files with the code, so a page that lies fails the gate."""

    help = "Viết lại docs/workflows.md và docs/permissions.md từ mã nguồn."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write every page."""
        del args, options
        for name, page in PAGES.items():
            (settings.ROOT / "docs" / name).write_text(page(), encoding="utf-8")
            self.stdout.write(f"docs/{name}")
