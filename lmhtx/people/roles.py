"""The roles of the house, in words that a lawyer can read."""

from django.db import models


class Role(models.TextChoices):
    """What a person may be; what each may do stands in the apps' grants."""

    ADMIN = "admin", "Quản trị hệ thống"
    CHAIRMAN = "chairman", "Chủ tịch"
    DEPUTY = "deputy", "Phó Chủ tịch"
    OFFICE_CHIEF = "office_chief", "Chánh Văn phòng"
    CLERK = "clerk", "Văn thư"
    UNIT_HEAD = "unit_head", "Trưởng phòng, trưởng đơn vị"
    OFFICER = "officer", "Chuyên viên"
    FUND_DIRECTOR = "fund_director", "Giám đốc Quỹ"
    FUND_OFFICER = "fund_officer", "Cán bộ thẩm định, tín dụng Quỹ"
    FUND_ACCOUNTANT = "fund_accountant", "Kế toán Quỹ"
    CONTROLLER = "controller", "Kiểm soát viên"
    INSPECTOR = "inspector", "Đoàn kiểm tra"
    AGENCY_OFFICER = "agency_officer", "Cán bộ cơ quan ngoài"
    COOPERATIVE = "cooperative", "Hợp tác xã"


LEADERS = frozenset({Role.CHAIRMAN, Role.DEPUTY})
HEADS = frozenset({Role.OFFICE_CHIEF, Role.UNIT_HEAD, Role.FUND_DIRECTOR})
STAFF = frozenset(
    {
        *LEADERS,
        *HEADS,
        Role.CLERK,
        Role.OFFICER,
        Role.FUND_OFFICER,
        Role.FUND_ACCOUNTANT,
        Role.CONTROLLER,
    }
)
