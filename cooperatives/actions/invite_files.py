"""What an invitation in bulk leaves behind to be handed out or sent: letters, forms for the hand, texts for Zalo."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from cooperatives.actions.bringing import drop_files
from cooperatives.enums.inviting import ON_PAPER, InviteChannel
from cooperatives.models import Invite, InviteSet
from cooperatives.queries.inviting import direct_address, zalo_text
from cooperatives.queries.paper_forms import sheets_of
from lmhtx.account.qr import drawing
from lmhtx.base import clock
from lmhtx.files.actions import store
from lmhtx.files.models import Attachment
from lmhtx.reading.child import run_parser
from lmhtx.reports.letterhead import letterhead_on
from lmhtx.reports.pdf import paper_pdf
from lmhtx.sheets.writing import Head, Written, write_workbook

# Codes that let people in lie in these files: long enough to print and hand out, no longer.
KEPT = timedelta(days=14)
# So many letters are set at once: the child's memory bears them, and a killed run loses little.
AT_ONCE = 80
JOIN_SECONDS = 300
NAMES = {
    InviteChannel.LETTER: "thu-moi-{pk}.pdf",
    InviteChannel.FORM: "phieu-giay-{pk}.pdf",
    InviteChannel.ZALO: "tin-zalo-{pk}.xlsx",
}
TEMPLATES = {
    InviteChannel.LETTER: "cooperatives/print/invite_letter.html",
    InviteChannel.FORM: "cooperatives/print/invite_form.html",
}
ZALO_HEADS = (
    Head("Xã, phường", width=24),
    Head("Hợp tác xã", width=44),
    Head("Mã số", width=14),
    Head("Điện thoại", width=14),
    Head("Tin", width=100),
)
Told = Callable[[int, int, str], None]


def make_files(*, invite_set: InviteSet, told: Told) -> InviteSet:
    """The files lie beside the set and it is finished; a second run finds it so, or makes them anew."""
    if invite_set.finished_at is not None:
        return invite_set
    with TemporaryDirectory(prefix="lmhtx-") as name:
        made = list(_files(invite_set, Path(name), told))
        return _finish(invite_set, made)


@transaction.atomic
def _finish(invite_set: InviteSet, made: Sequence[tuple[InviteChannel, Path]]) -> InviteSet:
    held = InviteSet.objects.select_for_update(of=("self",)).get(pk=invite_set.pk)
    if held.finished_at is None:
        for channel, path in made:
            store(path, owner=held, kind=str(channel), by=held.created_by, is_derived=True)
        held.finished_at = clock.now()
        held.save(update_fields=["finished_at"])
    return held


def _files(invite_set: InviteSet, folder: Path, told: Told) -> Iterator[tuple[InviteChannel, Path]]:
    rows: Any = Invite.objects.filter(invite_set=invite_set).in_place_order()
    for channel, name in NAMES.items():
        mine = list(rows.filter(channel=channel).select_related("cooperative__commune", "period"))
        if not mine:
            continue
        path = folder / name.format(pk=invite_set.pk)
        if channel in ON_PAPER:
            _print(path, channel, mine, told)
        else:
            write_workbook(path, [Written("Tin Zalo", ZALO_HEADS, map(_zalo_row, mine))])
        yield channel, path


def _zalo_row(invite: Invite) -> tuple[str, ...]:
    one = invite.cooperative
    return str(one.commune or ""), one.name, one.code or "", invite.address, zalo_text(invite)


def _print(path: Path, channel: InviteChannel, invites: list[Invite], told: Told) -> None:
    """Commune after commune, each behind a list to sign for what was handed out; set in pieces, then joined."""
    of_commune: dict[int | None, list[Invite]] = {}
    for one in invites:
        of_commune.setdefault(one.cooperative.commune_id, []).append(one)
    parts: list[Path] = []
    done = 0
    for start in range(0, len(invites), AT_ONCE):
        piece = invites[start : start + AT_ONCE]
        part = path.with_name(f"{channel}-{len(parts)}.pdf")
        part.write_bytes(paper_pdf(TEMPLATES[channel], _context(piece, of_commune)))
        parts.append(part)
        done += len(piece)
        told(done, len(invites), f"{channel.label}: đã dựng {done}/{len(invites)}.")
    run_parser(
        "lmhtx.reports.joining:joined", parts, path, seconds=JOIN_SECONDS, memory_mb=2048, is_pure=True
    )


def _context(invites: Sequence[Invite], of_commune: Mapping[int | None, Sequence[Invite]]) -> dict[str, Any]:
    period = invites[0].period
    return {
        "title": f"Thư mời – {period}",
        "period": period,
        "groups": list(_groups(invites, of_commune)),
        "letterhead": letterhead_on(clock.today()),
        "today": clock.today(),
        "join": f"{settings.SITE_ADDRESS}{reverse('join')}",
    }


def _groups(
    invites: Sequence[Invite], of_commune: Mapping[int | None, Sequence[Invite]]
) -> Iterator[dict[str, Any]]:
    """The letters of each commune of the piece, behind its list where they begin."""
    for key, group in groupby(invites, key=lambda one: one.cooperative.commune_id):
        letters, whole = list(group), of_commune[key]
        yield {
            "commune": letters[0].cooperative.commune or "Chưa rõ xã, phường",
            "cover": whole if whole[0] is letters[0] else [],
            "letters": [_letter(one) for one in letters],
        }


def _letter(invite: Invite) -> dict[str, Any]:
    if invite.channel == InviteChannel.FORM:
        return {"sheets": sheets_of(invite.period, invite.cooperative)}
    code = invite.code
    own = f"{settings.SITE_ADDRESS}{reverse('my_forms')}"
    picture = drawing(direct_address(code) if invite.invitation_id else own)
    return {"cooperative": invite.cooperative, "code": code, "own": own, "picture": picture}


def forget_codes() -> int:
    """The codes and files of sets of two weeks ago go; what was sent by which way stays."""
    old = InviteSet.objects.filter(finished_at__lt=clock.now() - KEPT, forgotten_at__isnull=True)
    return sum(map(_forget, old))


@transaction.atomic
def _forget(invite_set: InviteSet) -> int:
    drop_files(Attachment.objects.of(invite_set))
    invite_set.invites.exclude(sealed_code="").update(sealed_code="")
    invite_set.forgotten_at = clock.now()
    invite_set.save(update_fields=["forgotten_at"])
    return 1
