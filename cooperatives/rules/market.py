"""Whether an address can be the shop of a cooperative on a platform."""

from __future__ import annotations

from urllib.parse import urlsplit

from cooperatives.enums.market import SITES, Platform
from cooperatives.legal import market as legal
from lmhtx.legal import rule


def plain_address(address: str) -> str:
    """The address by which a shop is known: host in small letters, without "www.", query, mark and last stroke."""
    parts = urlsplit(address.strip())
    host = (parts.hostname or "").removeprefix("www.")
    return f"https://{host}{parts.path.rstrip('/')}"


@rule(legal.ADDRESS, cases="shop_address.csv")
def address_fault(platform: Platform, address: str) -> str:
    """What is wrong with the address of a shop; "" when nothing is: on the site of the platform, a page of its own."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return "Địa chỉ gian hàng không đọc được; hãy chép nguyên từ trình duyệt."
    if parts.scheme not in {"http", "https"} or "." not in host:
        return "Địa chỉ gian hàng phải bắt đầu bằng https:// và có tên miền; hãy chép nguyên từ trình duyệt."
    sites = SITES.get(platform, ())
    if sites and not any(host == site or host.endswith(f".{site}") for site in sites):
        return f"Địa chỉ không thuộc {platform.label} ({', '.join(sites)}); hãy xem lại sàn hoặc địa chỉ."
    if sites and not parts.path.strip("/") and host in sites:
        return "Địa chỉ mới là trang chủ của sàn; hãy chép địa chỉ của chính gian hàng."
    return ""
