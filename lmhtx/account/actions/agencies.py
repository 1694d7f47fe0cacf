"""Acts on agencies: rename, replace, alias, membership of groups."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from lmhtx.audit.actions import record, record_all
from lmhtx.directory import actions as directory
from lmhtx.directory.matching import normal
from lmhtx.directory.models import Agency, AgencyAlias, GroupMember
from lmhtx.directory.models.agency import AgencyKind
from lmhtx.people.models import User
from lmhtx.workflow import Refused


@transaction.atomic
def save_agency(*, agency: Agency, by: User) -> Agency:
    """Save a new or mended entry of the directory."""
    verb = "directory.agency.changed" if agency.pk else "directory.agency.added"
    agency.save()
    record(verb, agency, by=by)
    return agency


@transaction.atomic
def save_agencies(*, agencies: Sequence[Agency], aliases: Sequence[Sequence[str]], by: User) -> list[Agency]:
    """Add many entries with their other ways of writing; a few statements whatever their number."""
    made = Agency.objects.bulk_create(agencies)
    AgencyAlias.objects.bulk_create(
        AgencyAlias(agency=agency, alias=alias, normal=normal(alias))
        for agency, some in zip(made, aliases, strict=True)
        for alias in some
    )
    record_all("directory.agency.added", made, by=by)
    return made


@transaction.atomic
def rename_agency(
    *, agency: Agency, name: str, short_name: str, since: date, source: str, by: User
) -> Agency:
    """Give the agency a new name from a day on; papers of earlier days keep the old one."""
    latest = agency.names.filter(valid_to__isnull=True, valid_from__gte=since).first()
    if latest is not None:
        raise Refused(
            f"Tên “{latest.name}” đã áp dụng từ ngày {latest.valid_from:%d/%m/%Y}. Hãy chọn ngày sau ngày đó."
        )
    before = agency.name
    directory.rename_agency(agency=agency, name=name, short_name=short_name, since=since, source=source)
    record("directory.agency.renamed", agency, by=by, before=before, source=source)
    return agency


@transaction.atomic
def replace_agency(*, agency: Agency, successor: Agency | None, last_day: date, by: User) -> Agency:
    """End the agency after a day; its names then lead to the successor."""
    if agency.kind == AgencyKind.ALLIANCE:
        raise Refused("Không kết thúc được chính Liên minh. Nếu đổi tên, hãy dùng “Đổi tên từ ngày”.")
    if successor is not None and leads_to(successor, agency):
        raise Refused(f"“{successor}” đã có cơ quan kế tiếp là “{agency}”; không thể nối vòng.")
    directory.replace_agency(agency=agency, successor=successor, last_day=last_day)
    record("directory.agency.ended", agency, by=by, successor=str(successor or ""))
    return agency


def leads_to(agency: Agency, target: Agency) -> bool:
    """Whether the successors of an agency lead to another one."""
    seen: set[int] = set()
    step: Agency | None = agency
    while step is not None and step.pk not in seen:
        if step.pk == target.pk:
            return True
        seen.add(step.pk)
        step = step.successor
    return False


@transaction.atomic
def add_alias(*, agency: Agency, alias: str, by: User) -> AgencyAlias:
    """Another way in which papers write the agency's name."""
    taken = AgencyAlias.objects.filter(normal=normal(alias)).select_related("agency").first()
    if taken is not None:
        raise Refused(f"Cách viết này đã là của “{taken.agency}”.")
    row = AgencyAlias.objects.create(agency=agency, alias=alias)
    record("directory.alias.added", agency, by=by, alias=alias)
    return row


@transaction.atomic
def drop_alias(*, alias: AgencyAlias, by: User) -> None:
    """The way of writing no longer means the agency."""
    record("directory.alias.dropped", alias.agency, by=by, alias=alias.alias)
    alias.delete()


@transaction.atomic
def add_member(*, member: GroupMember, by: User) -> GroupMember:
    """An agency belongs to the group from a day on."""
    if member.group_id == member.member_id:
        raise Refused("Một nhóm không thể là thành viên của chính nó.")
    if member.group.memberships.filter(member=member.member, valid_to__isnull=True).exists():
        raise Refused(f"“{member.member}” đang là thành viên của nhóm này.")
    member.save()
    record("directory.member.added", member.group, by=by, member=str(member.member))
    return member


@transaction.atomic
def end_member(*, member: GroupMember, last_day: date, by: User) -> GroupMember:
    """The agency belongs to the group until the day."""
    if member.valid_from and last_day < member.valid_from:
        raise Refused("Ngày cuối phải từ ngày vào nhóm trở đi.")
    member.valid_to = last_day
    member.save(update_fields=["valid_to"])
    record("directory.member.ended", member.group, by=by, member=str(member.member))
    return member
