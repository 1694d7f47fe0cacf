"""What the table of figures gives to the house, and what rooms of the register give to the table."""

from __future__ import annotations

from cooperatives.access.register import Perm
from cooperatives.figure_report import FIGURE_ITEMS
from cooperatives.queries.figure_parts import classes_within, products_on, support_within
from lmhtx.contributions import AuditVerb, NavItem, contribute
from lmhtx.counting import TableFigures

contribute(
    NavItem(
        group="Hợp tác xã",
        label="Bảng chỉ tiêu",
        url_name="figure_table",
        permission=Perm.VIEW_COOPERATIVE,
        icon="table-2",
    ),
    NavItem(
        group="Hợp tác xã",
        label="Biểu mẫu cấp trên",
        url_name="superior_form_list",
        permission=Perm.EDIT_COOPERATIVE,
        icon="file-spreadsheet",
    ),
    AuditVerb(key="cooperatives.figure_plan.added", label="ghi {subject}"),
    AuditVerb(key="cooperatives.figure_plan.changed", label="sửa {subject}"),
    AuditVerb(key="cooperatives.superior_form.taken", label="tải lên biểu mẫu {subject}"),
    AuditVerb(
        key="cooperatives.superior_form.learned", label="xác nhận các cột, dòng của biểu mẫu {subject}"
    ),
    AuditVerb(key="cooperatives.superior_form.filled", label="điền biểu mẫu {subject}"),
    TableFigures(key="cooperatives.ocop", codes=("38a", "38b", "38c", "38d"), values=products_on),
    TableFigures(key="cooperatives.training", codes=("43a", "43b"), values=classes_within),
    TableFigures(key="cooperatives.support", codes=("44a", "44b"), values=support_within),
    *FIGURE_ITEMS,
)
