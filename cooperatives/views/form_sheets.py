"""The workbook of one form: taken along, put back."""

from __future__ import annotations

from io import BytesIO

from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse

from cooperatives.access.forms import FormPerm
from cooperatives.actions import form_sheets as acts
from cooperatives.views.submissions import filled_page, form_of
from lmhtx.access.decorators import needs
from lmhtx.files.names import safe_name
from lmhtx.ui.decorators import reads, writes
from lmhtx.ui.exports import MIME
from lmhtx.ui.htmx import done
from lmhtx.workflow import Refused


@reads
@needs(FormPerm.FILL_FORM)
def submission_sheet(request: HttpRequest, pk: int) -> FileResponse:
    """Tải mẫu Excel của phiếu."""
    submission = form_of(request, pk, FormPerm.FILL_FORM)
    name = f"Phiếu {submission.period} {submission.cooperative.code or submission.cooperative_id}.xlsx"
    body = acts.form_workbook(submission=submission)
    response = FileResponse(BytesIO(body), as_attachment=True, filename=safe_name(name), content_type=MIME)
    response["Cache-Control"] = "private, no-store"
    return response


@writes(post_only=True)
@needs(FormPerm.FILL_FORM)
def submission_sheet_fill(request: HttpRequest, pk: int) -> HttpResponse:
    """Gửi lại mẫu Excel đã điền: ghi vào bản nháp."""
    submission = form_of(request, pk, FormPerm.FILL_FORM)
    file = request.FILES.get("sheet")
    if file is None:
        raise Refused("Chưa chọn tệp nào; hãy chọn tệp Excel đã điền rồi bấm Gửi.")
    submission, faults = acts.fill_from_sheet(submission=submission, by=request.user, file=file)
    if faults:
        return filled_page(request, submission, sheet_faults=faults)
    told = "Đã điền phiếu theo tệp Excel; phiếu chưa nộp. Xem lại rồi bấm “Xem lại và nộp”."
    return done(request, reverse("submission_fill", args=[pk]), told)
