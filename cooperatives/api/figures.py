"""A cooperative's yearly figures: read as verified, and sent as a form that staff judge as any other."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema, Status
from pydantic import ConfigDict, Field

from cooperatives.actions.handing_in import Sheet, hand_in
from cooperatives.enums.forms import FormState, Rhythm
from cooperatives.models import Cooperative, Period, YearFigures
from lmhtx.api.pages import Page, Window, page_of
from lmhtx.api.routes import needs_scope, owner_of

READ, SUBMIT = "figures.read", "figures.submit"
MOST = 10**16
Number = Annotated[int, Field(ge=-MOST, le=MOST)]
Words = Annotated[str, Field(max_length=300)]
NOT_FIGURES = {"id", "cooperative", "year", "source"}
COLUMNS = [one.name for one in YearFigures._meta.fields if one.name not in NOT_FIGURES]
router = Router()


class FiguresOut(Schema):
    """Số liệu đã xác minh của một năm; mục chưa có là null."""

    year: int
    source: str
    figures: dict[str, int | None]


class FiguresIn(Schema):
    """Số liệu một năm: tên mục như trong phần đọc, tiền tính bằng đồng."""

    model_config = ConfigDict(extra="forbid")

    year: int = Field(ge=1990, le=2100)
    figures: dict[str, Number | None]
    notes: dict[str, Words] = Field({}, description="Giải thích cho số khác thường, theo tên mục.")
    declared_by: str = Field("", max_length=150, description="Người khai; bỏ trống thì là chủ mã.")
    ground: str = Field("", max_length=300, description="Căn cứ, bắt buộc khi khai thay hợp tác xã.")
    replace: bool = Field(default=False, description="Thay phiếu đang điền dở trong cổng.")


class FormOut(Schema):
    """Phiếu đã nộp."""

    id: int
    year: int
    state: FormState
    state_label: str


@router.get(
    "/cooperatives/{code}/figures",
    response=Page[FiguresOut],
    summary="Số liệu năm đã xác minh",
    **needs_scope(READ),
)
def figures(request: HttpRequest, code: str, window: Query[Window]) -> dict[str, Any]:
    """Mỗi năm một dòng; tiền tính bằng đồng."""
    farm = get_object_or_404(Cooperative.objects.visible_to(request.user), code=code)
    rows = YearFigures.objects.visible_to(request.user).filter(cooperative=farm)
    return page_of(request, rows, window, _figures)


@router.post(
    "/cooperatives/{code}/figures",
    response={201: FormOut},
    summary="Nộp phiếu số liệu năm",
    **needs_scope(SUBMIT),
)
def figures_send(request: HttpRequest, code: str, sent: FiguresIn) -> Status[dict[str, Any]]:
    """Nộp vào đợt thu số liệu của năm đó; phòng giữ sổ xem xét rồi mới thành số đã xác minh."""
    farm = get_object_or_404(Cooperative.objects.visible_to(request.user), code=code)
    call = get_object_or_404(Period.objects.visible_to(request.user), rhythm=Rhythm.YEAR, year=sent.year)
    sheet = Sheet(**sent.model_dump(exclude={"year", "replace"}))
    form = hand_in(
        period=call, cooperative=farm, by=owner_of(request), sheet=sheet, is_replacing=sent.replace
    )
    state = FormState(form.state)
    return Status(201, {"id": form.pk, "year": sent.year, "state": state, "state_label": state.label})


def _figures(row: YearFigures) -> dict[str, Any]:
    return {
        "year": row.year,
        "source": row.source,
        "figures": {key: getattr(row, key) for key in COLUMNS},
    }
