"""People come to work for a cooperative by a code, and stop."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from cooperatives.access.forms import FormPerm
from cooperatives.models import Cooperative, Invitation, Representative
from lmhtx.audit.actions import record
from lmhtx.base import clock
from lmhtx.people.models import Posting, User
from lmhtx.people.roles import Role
from lmhtx.workflow import Refused

NOT_A_CODE = "Mã chưa đúng, đã dùng hoặc đã hết hạn. Hãy xem lại thư mời, hoặc gọi Liên minh để xin mã mới."


@transaction.atomic
def invite(*, cooperative: Cooperative, by: User) -> str:
    """A code for one person of the cooperative, told this once; it lets in nobody else and nowhere else."""
    if not by.has_perm(FormPerm.INVITE_COOPERATIVE, cooperative):
        raise Refused("Chỉ phòng giữ sổ hợp tác xã cấp được mã mời.")
    if cooperative.is_ended:
        raise Refused("Hợp tác xã này đã kết thúc hoạt động.")
    invitation = Invitation(cooperative=cooperative, given_by=by, given_at=timezone.now())
    code = invitation.draw()
    invitation.save()
    record("cooperatives.invitation.given", cooperative, by=by)
    return code


@transaction.atomic
def join(*, code: str, full_name: str, post: str, password: str) -> Representative:
    """A new person works for the cooperative of the code; the sign-in name is made of the cooperative's code."""
    invitation = _opened_by(code)
    cooperative = invitation.cooperative
    user = User(username=_free_name(cooperative), full_name=" ".join(full_name.split()))
    user.set_password(password)
    user.save()
    Posting.objects.create(user=user, role=Role.COOPERATIVE, valid_from=clock.today())
    return _represent(invitation, user, post)


@transaction.atomic
def join_more(*, code: str, user: User, post: str) -> Representative:
    """A person who already works for one cooperative works for that of the code too."""
    if not user.has_role(Role.COOPERATIVE):
        raise Refused("Mã này chỉ dành cho người của hợp tác xã; hãy đăng xuất rồi mở lại.")
    return _represent(_opened_by(code), user, post)


@transaction.atomic
def end_representative(*, representative: Representative, by: User) -> Representative:
    """The person sees and fills in nothing of the cooperative any more; what he sent stays."""
    if not by.has_perm(FormPerm.INVITE_COOPERATIVE, representative.cooperative):
        raise Refused("Chỉ phòng giữ sổ hợp tác xã bỏ được người khai.")
    # Yesterday was the last day, so that the door is shut at once; whoever came today has no day at all.
    representative.valid_to = clock.today() - timedelta(days=1)
    representative.valid_from = min(representative.valid_from, representative.valid_to)
    representative.save(update_fields=["valid_from", "valid_to"])
    record("cooperatives.representative.ended", representative.cooperative, by=by, person=str(representative))
    return representative


def _opened_by(code: str) -> Invitation:
    rows = Invitation.objects.open(timezone.now()).by_code(code).select_related("cooperative")
    invitation = rows.select_for_update(of=("self",)).first()
    if invitation is None or invitation.cooperative.is_ended:
        raise Refused(NOT_A_CODE)
    return invitation


def _represent(invitation: Invitation, user: User, post: str) -> Representative:
    representative, _is_new = Representative.objects.update_or_create(
        user=user,
        cooperative=invitation.cooperative,
        defaults={"post": " ".join(post.split()), "valid_from": clock.today(), "valid_to": None},
    )
    invitation.used_at, invitation.used_by = timezone.now(), user
    invitation.save(update_fields=["used_at", "used_by"])
    record("cooperatives.representative.joined", invitation.cooperative, by=user, person=str(representative))
    return representative


def _free_name(cooperative: Cooperative) -> str:
    """htx3600123456, and for the next person htx3600123456b."""
    stem = f"htx{cooperative.code or cooperative.pk}"
    taken = set(User.objects.filter(username__startswith=stem).values_list("username", flat=True))
    names = [stem, *(f"{stem}{letter}" for letter in "bcdefghijklmnopqrstuvwxyz")]
    found = next((name for name in names if name not in taken), None)
    if found is None:
        raise Refused("Hợp tác xã này đã có quá nhiều người khai; hãy gọi Liên minh.")
    return found
