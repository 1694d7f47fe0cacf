"""Looking after the connection with the database of the province: set, told everything once, told again."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models.functions import Now

from cooperatives.access.province import ProvincePerm
from cooperatives.actions.province_queue import queue_deliveries
from cooperatives.enums.province import MENDABLE, DeliveryState
from cooperatives.models import Cooperative, Delivery, ProvinceConnection
from lmhtx.audit.actions import record, record_all
from lmhtx.base import personal
from lmhtx.jobs.queue import later
from lmhtx.jobs.running import progress
from lmhtx.people.models import User
from lmhtx.workflow import Refused

STRANGER = "Chỉ quản trị hệ thống và phòng giữ sổ hợp tác xã mới làm được việc này."
AT_ONCE = 200
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@transaction.atomic
def set_connection(*, by: User, address: str, token: str, is_on: bool) -> ProvinceConnection:
    """From now on sendings go there; an empty token keeps the one that stands, as long as the address does."""
    if not by.has_perm(ProvincePerm.SET_CONNECTION):
        raise Refused("Chỉ quản trị hệ thống đặt được kết nối CSDL tỉnh.")
    address, token = address.strip(), token.strip()
    if is_on or address:
        _refuse_address(address)
    if not _is_one_word(token):
        raise Refused("Mã truy cập chỉ gồm chữ không dấu, chữ số, ký hiệu, viết liền.")
    held = _connection()
    if address != held.address:
        # A token is given to the one it was meant for.
        held.token_sealed = ""
    if token:
        held.token_sealed = personal.seal(token)
    held.address, held.is_on = address, is_on
    held.save()
    record("cooperatives.connection.set", held, by=by, address=address, is_on=is_on, is_token_new=bool(token))
    return held


def _refuse_address(address: str) -> None:
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
    except ValueError as bad:
        raise Refused("Địa chỉ nhận chưa đúng; ví dụ: https://lgsp.tinh.example/htx.") from bad
    if not host or parts.username is not None or not _is_one_word(address):
        raise Refused("Địa chỉ nhận chưa đúng; ví dụ: https://lgsp.tinh.example/htx.")
    if parts.scheme != "https" and not (parts.scheme == "http" and host in LOOPBACK):
        raise Refused("Địa chỉ nhận phải bắt đầu bằng https:// để nội dung và mã truy cập được mã hóa.")


def _is_one_word(words: str) -> bool:
    """Whether it can stand in the head of a request as it is."""
    return words.isascii() and words.isprintable() and " " not in words


@transaction.atomic
def ask_for_whole(*, by: User) -> ProvinceConnection:
    """Every cooperative that the province has not heard of in its newest state is put down to be sent."""
    if not by.has_perm(ProvincePerm.RESEND_DELIVERY, Delivery()):
        raise Refused(STRANGER)
    held = _connection()
    if held.job is not None and held.job.is_open:
        raise Refused("Đang đưa sổ vào hàng chờ gửi; hãy đợi xong rồi làm lại nếu cần.")
    held.job = later("cooperatives.queue_register", by=by)
    held.save()
    record("cooperatives.connection.whole_asked", held, by=by)
    return held


def queue_register() -> int:
    """The whole register, some at a time; what was put down already is not put down again."""
    ids = list(
        Cooperative.objects.filter(merged_into__isnull=True).order_by("pk").values_list("pk", flat=True)
    )
    count = 0
    for start in range(0, len(ids), AT_ONCE):
        progress(start, len(ids), "Đang đưa hợp tác xã vào hàng chờ gửi.")
        count += queue_deliveries(ids[start : start + AT_ONCE])
    return count


@transaction.atomic
def resend(*, deliveries: Iterable[Delivery], by: User) -> list[Delivery]:
    """These are tried again as if for the first time, under the same keys.

    One after which the cooperative has changed is left as it is: the newer state must not be overwritten by it.
    """
    if not by.has_perm(ProvincePerm.RESEND_DELIVERY, Delivery()):
        raise Refused(STRANGER)
    ids = [one.pk for one in deliveries]
    rows = Delivery.objects.select_for_update(of=("self",)).filter(pk__in=ids, state__in=MENDABLE)
    found = list(rows.newest().select_related("cooperative").order_by("pk"))
    if not found:
        raise Refused(
            "Không có lượt nào để gửi lại: chỉ gửi lại lượt lỗi hoặc không gửi được, là lượt mới nhất của hợp tác xã. "
            "Hợp tác xã đã có lượt mới hơn thì lượt mới hơn thay cho lượt cũ."
        )
    Delivery.objects.filter(pk__in=[one.pk for one in found]).update(
        state=DeliveryState.QUEUED, attempts=0, not_before=Now(), settled_at=Now()
    )
    record_all("cooperatives.delivery.resent", found, by=by)
    return found


def _connection() -> ProvinceConnection:
    """The one row, held until the act is over."""
    ProvinceConnection.objects.get_or_create(pk=1)
    return ProvinceConnection.objects.select_for_update(of=("self",)).select_related("job").get(pk=1)
