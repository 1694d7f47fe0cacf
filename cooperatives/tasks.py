"""Work behind the page: what begins or ends with a day."""

from __future__ import annotations

from django.urls import reverse

from cooperatives.actions import bringing, delivering, national, province
from cooperatives.actions.reminding import remind_missing
from cooperatives.actions.statuses import catch_up
from cooperatives.models import BroughtRegister, NationalExport, Period
from lmhtx.base import clock
from lmhtx.jobs.running import job, progress, scheduled
from lmhtx.people.models import User


@scheduled("cooperatives.catch_up", label="Cập nhật tình trạng, quy mô hợp tác xã đến ngày", seconds=300)
def catch_up_cooperatives() -> str:
    """Bring in line the cooperatives for which something has begun or ended; running twice does no harm."""
    return f"Đã cập nhật {catch_up(today=clock.today())} hợp tác xã."


@job("cooperatives.remind_missing", label="Nhắc hợp tác xã chưa nộp số liệu", seconds=120)
def remind_of_figures(period_id: int, person_id: int) -> dict[str, str]:
    """Remind those from whom nothing has come; a second run on the same day sends no second letter."""
    period = Period.objects.get(pk=period_id)
    count = remind_missing(period=period, by=User.objects.get(pk=person_id))
    return {"url": period.get_absolute_url(), "told": f"Đã gửi {count} thư nhắc."}


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
