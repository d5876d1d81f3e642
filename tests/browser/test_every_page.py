"""Every main page, at a phone's width and at two screens', in light and dark: it can be read by everyone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.looking import faults
from tests.browser.pages import Desk, Office

FOCAL = (
    "/nhiem-vu/", "/nhiem-vu/{action}/",
    "/nhiem-vu/{action}/?viec={duty}", "/ke-hoach/", "/ke-hoach/{plan}/", "/ke-hoach/{plan}/tong-quan/",
    "/ke-hoach/{plan}/trien-khai/", "/ke-hoach/{cascade}/so-sanh/", "/ke-hoach/{plan}/tep/",
    "/ke-hoach/{plan}/giao-viec/", "/ke-hoach/{plan}/bao-cao/", "/ke-hoach/{plan}/che-do-bao-cao/",
    "/ke-hoach/{plan}/bao-cao-don-vi/", "/ke-hoach/{plan}/bao-cao-don-vi/?mo=1&tatca=1",
    "/ke-hoach/{plan}/bao-cao-don-vi/{unit}/", "/bao-cao/don-vi/", "/bao-cao/don-vi/{unit}/",
    "/ke-hoach/{plan}/che-do-bao-cao/them/", "/che-do-bao-cao/", "/che-do-bao-cao/them/", "/nhap-thay/",
    "/nhap-thay/?don-vi={unit}", "/nhap-thay/bieu/", "/nhap-thay/bieu/{batch}/", "/nhap-ke-hoach/",
    "/nhap-ke-hoach/{draft}/", "/nhap-ke-hoach/{draft}/?xem=nhiem-vu&dong=t2&viec=sua",
    "/nhap-ke-hoach/{draft}/?xem=chua-doc", "/nhap-ke-hoach/{draft}/don-vi/",
    "/nhap-ke-hoach/{draft}/bang/",
    "/thong-bao/", "/nhat-ky-gui/",
    "/bao-cao/", "/bao-cao/{slot}/nhap-thay/", "/bao-cao/{sent_slot}/xem/", "/bao-cao/{sent_slot}/ban-in/",
    "/bao-cao/{sent_slot}/ban-ky/", "/quan-tri/mau-bao-cao/",
    "/don-doc/", "/don-doc/?don-vi={unit}", "/don-doc/cong-van/", "/don-doc/cong-van/{letter}/",
    "/don-doc/im-lang/", "/don-doc/trang-lanh-dao/", "/khay-de-xuat/",
    "/nhap-ke-hoach/{draft}/van-ban/", "/nhap-ke-hoach/{draft}/chay-thu/", "/nhap-ke-hoach/{draft}/bo/",
)  # fmt: skip
ADMINISTRATOR = (
    "/quan-tri/", "/quan-tri/don-vi/?q=so", "/quan-tri/don-vi/them/", "/quan-tri/don-vi/{unit}/",
    "/quan-tri/cach-goi/", "/quan-tri/cach-goi/them/don-vi/", "/quan-tri/cach-goi/them/cot/",
    "/quan-tri/nhom/", "/quan-tri/nhom/1/", "/quan-tri/tai-khoan/", "/quan-tri/tai-khoan/1/",
    "/quan-tri/gui-tin/", "/nhat-ky-gui/", "/thong-bao/kenh/",
    "/quan-tri/viec-nen/", "/quan-tri/lich/", "/quan-tri/nhac-viec/",
    "/quan-tri/canh-bao/", "/quan-tri/nhap/", "/nhat-ky/",
    "/tai-khoan/mat-khau/", "/tai-khoan/hai-buoc/", "/tai-khoan/dang-xuat/", "/thanh-phan/",
    "/khong-co-trang-nay/",
)  # fmt: skip
UNIT = (
    "/viec-cua-toi/",
    "/viec-cua-toi/?mo={duty}",
    "/nhiem-vu/{action}/",
    "/quan-tri/",
    "/thong-bao/",
    "/thong-bao/kenh/",
)
ANYONE = ("/cong-khai/", "/cong-khai/ke-hoach/{plan}/", "/tai-khoan/dang-nhap/")
PAGES = [
    *(("daumoi", path) for path in FOCAL),
    *(("quantri", path) for path in ADMINISTRATOR),
    *(("canbo.sxd", path) for path in UNIT),
    ("canbo.stp", "/viec-cua-toi/"),
    *(("", path) for path in ANYONE),
]


@pytest.mark.parametrize(("account", "path"), PAGES)
def test_a_page_can_be_read_by_everyone(
    busy_desk_of: Callable[..., Desk], busy_office: Office, account: str, path: str
) -> None:
    desk = busy_desk_of(account).goto(path.format(**busy_office.ids))
    assert faults(desk.page) == []
