"""Words of what a cooperative lets everybody see."""

from __future__ import annotations

from lmhtx.vn.labels import Labelled


class PublicField(Labelled):
    """What the public directory may show of a cooperative."""

    NAME = "name", "Tên, loại hình, mã số"
    ADDRESS = "address", "Địa chỉ trụ sở"
    ACTIVITIES = "activities", "Lĩnh vực, ngành nghề"
    PRODUCTS = "products", "Sản phẩm, sao OCOP"
    PHONE = "phone", "Điện thoại"
    EMAIL = "email", "Thư điện tử"
    REPRESENTATIVE = "representative", "Họ tên người đại diện"
    WEBSITE = "website", "Trang web"


# Shown of whoever agreed to be listed; the others are agreed to one by one.
ALWAYS = frozenset({PublicField.NAME, PublicField.ADDRESS, PublicField.ACTIVITIES, PublicField.PRODUCTS})
ASKED_FOR = (PublicField.PHONE, PublicField.EMAIL, PublicField.REPRESENTATIVE)
# What was agreed to, word for word; a new wording gets the next number and the old ones stay.
TEXTS = {
    1: (
        "Hợp tác xã đồng ý để Liên minh Hợp tác xã đưa tên, loại hình, mã số, địa chỉ trụ sở, lĩnh vực, ngành nghề, "
        "sản phẩm và sao OCOP của hợp tác xã lên danh bạ công khai và dữ liệu mở, để người mua, đối tác tìm được hợp "
        "tác xã. Điện thoại, thư điện tử, họ tên người đại diện, trang web chỉ công khai khi chọn riêng từng mục. "
        "Đồng ý là tự nguyện; rút lúc nào cũng được, trang của hợp tác xã mất ngay khi rút. Bản dữ liệu mở người khác "
        "đã tải trước đó thì cổng không thu hồi được."
    ),
}
TEXT_NOW = max(TEXTS)
