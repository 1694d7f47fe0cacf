"""Acts on dated values and on the letterhead."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from lmhtx.audit.actions import record
from lmhtx.directory.models import Commune, OrganizationProfile, ParameterValue, Province
from lmhtx.people.models import User
from lmhtx.workflow import Refused


@transaction.atomic
def enter_value(*, row: ParameterValue, by: User) -> ParameterValue:
    """A parameter is worth something else from a day on; what was computed for earlier days stays."""
    if ParameterValue.objects.filter(key=row.key, valid_from=row.valid_from).exists():
        raise Refused(
            f"Tham số này đã có giá trị nhập từ ngày {row.valid_from:%d/%m/%Y}. Hãy chọn ngày khác hoặc bỏ giá trị đó."
        )
    row.save()
    record("directory.parameter.entered", row, by=by)
    return row


@transaction.atomic
def withdraw_value(*, row: ParameterValue, by: User) -> None:
    """An entered value was a mistake; what held before holds again."""
    record("directory.parameter.withdrawn", row, by=by, value=str(row.value))
    row.delete()


@transaction.atomic
def change_letterhead(*, profile: OrganizationProfile, by: User) -> OrganizationProfile:
    """A new name, superior or place from a day on; the letterhead before it ends the day before."""
    if profile.valid_from is None:
        raise Refused("Hãy ghi ngày bắt đầu áp dụng.")
    later = OrganizationProfile.objects.filter(valid_from__gte=profile.valid_from).first()
    if later is not None:
        raise Refused(f"Đã có tên áp dụng từ ngày {later.valid_from:%d/%m/%Y}. Hãy chọn ngày sau ngày đó.")
    OrganizationProfile.objects.filter(valid_to__isnull=True).update(
        valid_to=profile.valid_from - timedelta(days=1)
    )
    profile.save()
    record("directory.letterhead.changed", profile, by=by)
    return profile


@transaction.atomic
def mend_letterhead(*, profile: OrganizationProfile, by: User) -> OrganizationProfile:
    """A mistake in the words of a letterhead is mended; its days stay."""
    profile.save()
    record("directory.letterhead.mended", profile, by=by)
    return profile


@transaction.atomic
def save_place(*, place: Commune | Province, by: User) -> Commune | Province:
    """Kind, name or days of a commune or province are mended."""
    place.save()
    record("directory.place.changed", place, by=by)
    return place
