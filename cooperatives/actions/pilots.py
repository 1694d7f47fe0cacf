"""A cooperative becomes the hub of a programme or gathers around one, and ceases to."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q

from cooperatives.access.register import Perm
from cooperatives.actions.cooperatives import refuse_unless
from cooperatives.enums.pilots import PilotPart
from cooperatives.enums.register import ENDED
from cooperatives.models import Cooperative, PilotRole
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.people.models import Actor, User, rights_of
from lmhtx.vn.numbers import grouped
from lmhtx.vn.text import fold
from lmhtx.workflow import Refused


@transaction.atomic
def give_role(
    *,
    cooperative: Cooperative,
    by: Actor | User,
    part: str,
    programme: str,
    valid_from: date,
    ground: str,
    hub: Cooperative | None = None,
) -> PilotRole:
    """The cooperative has this part in the programme from the day on; a satellite names its hub."""
    refuse_unless(Perm.EDIT_COOPERATIVE, by, cooperative)
    around = [hub.pk] if hub else []
    held = Cooperative.objects.select_for_update().in_bulk([cooperative.pk, *around])
    if held[cooperative.pk].status in ENDED:
        raise Refused("Hợp tác xã đã chấm dứt; chỉ ghi vai trò mô hình cho hợp tác xã còn tồn tại.")
    if valid_from > clock.today():
        raise Refused("Ngày bắt đầu chưa đến; hãy ghi khi quyết định chọn đã có hiệu lực.")
    name = _as_written_before(programme)
    _refuse_second(cooperative, name, valid_from)
    if part == PilotPart.SATELLITE:
        _refuse_hub(cooperative, hub, name, valid_from)
    role = PilotRole.objects.create(
        cooperative=cooperative,
        part=part,
        programme=name,
        hub=hub if part == PilotPart.SATELLITE else None,
        valid_from=valid_from,
        ground=ground.strip(),
        created_by=rights_of(by),
    )
    record("cooperatives.pilot.given", cooperative, by=by, role=str(role))
    return role


def _as_written_before(programme: str) -> str:
    """One programme has one name, however the next person writes its capitals and accents."""
    told = " ".join(programme.split())
    names = PilotRole.objects.order_by("id").values_list("programme", flat=True).distinct()
    return next((name for name in names if fold(name) == fold(told)), told)


def _refuse_second(cooperative: Cooperative, programme: str, day: date) -> None:
    rows = cooperative.pilot_roles.filter(programme=programme)
    other = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day)).first()
    if other is not None:
        until = f"đến hết {other.valid_to:%d/%m/%Y}" if other.valid_to else "chưa thôi"
        raise Refused(
            f"Trong chương trình này hợp tác xã là {other.get_part_display()} từ {other.valid_from:%d/%m/%Y},"
            f" {until}; vai trò mới phải bắt đầu sau đó."
        )


def _refuse_hub(cooperative: Cooperative, hub: Cooperative | None, programme: str, day: date) -> None:
    if hub is None:
        raise Refused("HTX vệ tinh phải có HTX điểm; hãy chọn HTX điểm.")
    if hub.pk == cooperative.pk:
        raise Refused("HTX vệ tinh không thể là vệ tinh của chính mình; hãy chọn HTX điểm khác.")
    if not hub.pilot_roles.on(day).filter(part=PilotPart.HUB, programme=programme).exists():
        raise Refused(
            f"Ngày {day:%d/%m/%Y} {hub} chưa là HTX điểm của chương trình “{programme}”; hãy ghi HTX điểm trước."
        )


@transaction.atomic
def end_role(*, role: PilotRole, by: Actor | User, valid_to: date, end_reason: str) -> PilotRole:
    """The part is over after the day; a hub first lets go of its satellites."""
    refuse_unless(Perm.EDIT_COOPERATIVE, by, role.cooperative)
    # The same rows as `give_role` locks: no satellite comes while its hub leaves.
    Cooperative.objects.select_for_update().get(pk=role.cooperative_id)
    role = PilotRole.objects.select_for_update().get(pk=role.pk)
    if role.valid_to is not None:
        raise Refused(f"Vai trò này đã thôi từ sau ngày {role.valid_to:%d/%m/%Y}.")
    if valid_to < role.valid_from:
        raise Refused(f"Ngày thôi không được trước ngày bắt đầu, {role.valid_from:%d/%m/%Y}.")
    if valid_to > clock.today():
        raise Refused("Ngày thôi chưa đến; hãy ghi khi đã thôi.")
    _refuse_satellites(role, valid_to)
    role.valid_to, role.end_reason = valid_to, end_reason.strip()
    role.save(update_fields=["valid_to", "end_reason"])
    record("cooperatives.pilot.ended", role.cooperative, by=by, role=str(role), note=role.end_reason)
    return role


def _refuse_satellites(role: PilotRole, day: date) -> None:
    around = role.cooperative.pilot_satellites.filter(programme=role.programme)
    left = around.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day)).count()
    if role.part == PilotPart.HUB and left:
        raise Refused(
            f"Sau ngày {day:%d/%m/%Y} còn {grouped(left)} HTX vệ tinh quanh HTX điểm này;"
            " hãy ghi thôi hoặc chuyển các vệ tinh trước."
        )
