"""Work behind the page: what begins or ends with a day."""

from __future__ import annotations

from django.urls import reverse

from cooperatives.actions import bringing, delivering, invite_files, inviting, national, province, scans
from cooperatives.actions.statuses import catch_up
from cooperatives.models import BroughtRegister, InviteSet, NationalExport, ScanBatch
from lmhtx.base import clock
from lmhtx.jobs.running import job, progress, scheduled
from lmhtx.people.models import User


@scheduled("cooperatives.catch_up", label="Cập nhật tình trạng, quy mô hợp tác xã đến ngày", seconds=300)
def catch_up_cooperatives() -> str:
    """Bring in line the cooperatives for which something has begun or ended; running twice does no harm."""
    return f"Đã cập nhật {catch_up(today=clock.today())} hợp tác xã."


@job("cooperatives.invite_batch", label="Mời, nhắc hợp tác xã hàng loạt", seconds=20)
def invite_next(set_id: int, after: int) -> dict[str, str]:
    """Invite the next two hundred and put down those behind them; a second run finds them invited."""
    invite_set = inviting.invite_batch(invite_set=InviteSet.objects.get(pk=set_id), after=after)
    progress(invite_set.done, invite_set.total, f"Đã mời {invite_set.done}/{invite_set.total} hợp tác xã.")
    return {"url": invite_set.get_absolute_url()}


@job("cooperatives.invite_files", label="Dựng thư mời, phiếu giấy, tin Zalo", seconds=180)
def invite_on_paper(set_id: int) -> dict[str, str]:
    """Make the files of a set; killed on the way nothing is kept, and the next run begins anew with the same codes."""
    invite_set = InviteSet.objects.get(pk=set_id)
    return {"url": invite_files.make_files(invite_set=invite_set, told=progress).get_absolute_url()}


@job("cooperatives.read_scans", label="Đọc phiếu giấy đã quét", seconds=120)
def read_brought_scans(batch_id: int) -> dict[str, str]:
    """Read each file and keep its pages; a second run reads what is left."""
    batch = ScanBatch.objects.get(pk=batch_id)
    return {"url": scans.read_scans(batch=batch, told=progress).get_absolute_url()}


@scheduled("cooperatives.forget_codes", label="Xóa thư mời đã in quá 14 ngày", seconds=60)
def forget_invite_codes() -> str:
    """Files with codes, and the codes themselves, of two weeks ago go."""
    count = invite_files.forget_codes()
    return f"Đã xóa tệp của {count} lần mời." if count else ""


@job("cooperatives.read_register", label="Đọc bảng tính của sổ hợp tác xã", seconds=60)
def read_brought_register(brought_id: int) -> dict[str, str]:
    """Read the workbook; a second run finds it read."""
    brought = BroughtRegister.objects.get(pk=brought_id)
    progress(0, 0, "Đang đọc từng ô.")
    return {"url": bringing.read_register(brought=brought).get_absolute_url()}


@job("cooperatives.write_register", label="Ghi bảng tính vào sổ hợp tác xã", seconds=120)
def write_brought_register(brought_id: int) -> dict[str, str]:
    """Write it in one transaction; killed on the way nothing is written, and the next run begins anew."""
    brought = BroughtRegister.objects.get(pk=brought_id)
    progress(0, len(brought.rows), "Đang ghi, chưa xong thì chưa dòng nào được ghi.")
    return {"url": bringing.write_register(brought=brought).get_absolute_url()}


@scheduled("cooperatives.forget_brought", label="Xóa bảng tính đã nhập sổ quá 30 ngày", seconds=60)
def forget_brought_registers() -> str:
    """Workbooks of thirty days ago go with their rows."""
    count = bringing.forget_brought()
    return f"Đã xóa {count} lần nhập sổ." if count else ""


@scheduled("cooperatives.send_deliveries", label="Gửi hợp tác xã sang CSDL tỉnh", seconds=60)
def send_deliveries() -> str:
    """Send what is due; killed on the way, what was sent is known by its key the next time."""
    count = delivering.deliver_due()
    return f"Tỉnh đã nhận {count} lượt." if count else ""


@job("cooperatives.queue_register", label="Đưa cả sổ hợp tác xã vào hàng chờ gửi CSDL tỉnh", seconds=60)
def queue_whole_register() -> dict[str, str]:
    """Put down all that the province has not heard of; a second run finds it put down."""
    count = province.queue_register()
    return {"url": reverse("delivery_list"), "told": f"Đã đưa {count} hợp tác xã vào hàng chờ gửi."}


@job("cooperatives.read_national", label="Đọc bản xuất hệ thống đăng ký quốc gia", seconds=60)
def read_national_export(export_id: int) -> dict[str, str]:
    """Read the file beside the register; a second run finds it read."""
    export = NationalExport.objects.get(pk=export_id)
    progress(0, 0, "Đang đọc và so từng dòng.")
    return {"url": national.read_national(export=export).get_absolute_url()}


@job("cooperatives.write_national", label="Ghi đối chiếu đăng ký quốc gia vào sổ", seconds=300)
def write_national_export(export_id: int, person_id: int) -> dict[str, str]:
    """Write it in one transaction; killed on the way nothing is written, and the next run begins anew."""
    export = NationalExport.objects.get(pk=export_id)
    by = User.objects.get(pk=person_id)
    return {"url": national.write_national(export=export, by=by).get_absolute_url()}
