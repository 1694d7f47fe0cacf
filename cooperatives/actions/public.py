"""A cooperative agrees to be shown to everybody, and takes it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from cooperatives.access.public import PublicPerm
from cooperatives.enums.public import TEXT_NOW, PublicField
from cooperatives.models import Cooperative, PublicAgreement
from cooperatives.queries.publishing import touch_public
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.people.models import Actor, User, rights_of
from lmhtx.people.roles import Role
from lmhtx.workflow import Refused

REPLACED = "Thay bằng bản đồng ý mới"


@transaction.atomic
def give_agreement(
    *,
    cooperative: Cooperative,
    by: Actor | User,
    shows: Sequence[str] = (),
    website: str = "",
    agreed_by: str = "",
    agreed_on: date | None = None,
    paper: str = "",
) -> PublicAgreement:
    """The cooperative is shown from now on, as far as agreed; its own person signs by name, others by their paper."""
    person = _person(cooperative, by)
    if cooperative.is_ended or cooperative.merged_into_id:
        raise Refused("Hợp tác xã này đã kết thúc hoạt động hoặc đã gộp vào hồ sơ khác.")
    today, representative = clock.today(), None
    if person.has_role(Role.COOPERATIVE):
        representative = cooperative.representatives.on(today).filter(user=person).first()
        agreed_by, agreed_on, paper = str(representative), today, ""
    elif not (paper.strip() and agreed_by.strip()):
        raise Refused("Hãy ghi ai của hợp tác xã đã đồng ý và số, ngày của văn bản đồng ý.")
    if (agreed_on or today) > today:
        raise Refused("Ngày đồng ý chưa đến; hãy ghi khi hợp tác xã đã đồng ý.")
    _end(cooperative, person, REPLACED)
    agreement = PublicAgreement.objects.create(
        cooperative=cooperative,
        shows=sorted(set(shows)),
        shown_name=cooperative.representative if PublicField.REPRESENTATIVE in shows else "",
        website=website,
        text_version=TEXT_NOW,
        agreed_by=agreed_by.strip(),
        agreed_on=agreed_on or today,
        paper=paper.strip(),
        representative=representative,
        created_by=person,
    )
    record("cooperatives.agreement.given", cooperative, by=by, shows=agreement.told)
    touch_public()
    return agreement


@transaction.atomic
def withdraw_agreement(*, cooperative: Cooperative, by: Actor | User, reason: str = "") -> Cooperative:
    """Nothing of the cooperative is shown any more, from this moment."""
    person = _person(cooperative, by)
    if not _end(cooperative, person, reason):
        raise Refused("Hợp tác xã này hiện không có đồng ý công khai nào để rút.")
    record("cooperatives.agreement.withdrawn", cooperative, by=by, note=reason)
    touch_public()
    return cooperative


def _person(cooperative: Cooperative, by: Actor | User) -> User:
    """Whose rights decide; a second act on the same file waits for the first."""
    Cooperative.objects.select_for_update().filter(pk=cooperative.pk).values_list("pk").first()
    person = rights_of(by)
    if person is None or not person.has_perm(PublicPerm.PUBLISH_COOPERATIVE, cooperative):
        raise Refused("Chỉ người của hợp tác xã và phòng giữ sổ ghi, rút được đồng ý công khai.")
    return person


def _end(cooperative: Cooperative, person: User, reason: str) -> bool:
    living = cooperative.public_agreements.filter(withdrawn_at__isnull=True).first()
    if living is None:
        return False
    living.withdrawn_at, living.withdrawn_by, living.withdrawn_reason = clock.now(), person, reason
    living.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    return True
