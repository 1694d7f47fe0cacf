"""Words of the market: in what goods are counted, and on which platforms shops stand."""

from __future__ import annotations

from lmhtx.vn.labels import Labelled


class Measure(Labelled):
    """In what the quantity of a contract is counted."""

    TONNE = "tonne", "tấn"
    KILO = "kilo", "kg"
    LITRE = "litre", "lít"
    PIECE = "piece", "cái, chiếc"
    HEAD = "head", "con"
    PLANT = "plant", "cây"
    HECTARE = "hectare", "ha"
    TRIP = "trip", "chuyến"


class Platform(Labelled):
    """Where a shop stands."""

    SHOPEE = "shopee", "Shopee"
    LAZADA = "lazada", "Lazada"
    TIKI = "tiki", "Tiki"
    TIKTOK = "tiktok", "TikTok Shop"
    SENDO = "sendo", "Sendo"
    POSTMART = "postmart", "Postmart (Nông sản Bưu điện)"
    VOSO = "voso", "Vỏ Sò (Voso)"
    FACEBOOK = "facebook", "Facebook"
    ZALO = "zalo", "Zalo"
    OWN = "own", "Trang bán hàng riêng"
    OTHER = "other", "Sàn khác"


# The sites on which a shop of the platform can stand; elsewhere its address is not asked for a certain site.
SITES = {
    Platform.SHOPEE: ("shopee.vn",),
    Platform.LAZADA: ("lazada.vn",),
    Platform.TIKI: ("tiki.vn",),
    Platform.TIKTOK: ("tiktok.com",),
    Platform.SENDO: ("sendo.vn",),
    Platform.POSTMART: ("postmart.vn", "buudien.vn", "nongsan.buudien.vn"),
    Platform.VOSO: ("voso.vn",),
    Platform.FACEBOOK: ("facebook.com", "fb.com"),
    Platform.ZALO: ("zalo.me",),
}
