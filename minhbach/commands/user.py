"""`minhbach user`: accounts from the command line, for the first day and for a lost password."""

from __future__ import annotations

import argparse

from minhbach.commands import DONE, Failure, say, start_django


def add(parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = parsers.add_parser("user", help="tạo tài khoản, tạo đường dẫn đăng nhập một lần")
    verbs = parser.add_subparsers(dest="verb", metavar="VIỆC", required=True)
    create = verbs.add_parser("create", help="tạo tài khoản và in đường dẫn đăng nhập một lần")
    create.add_argument("username", metavar="TÊN", help="tên đăng nhập, chữ không dấu")
    create.add_argument("--name", required=True, metavar="HỌ_TÊN")
    create.add_argument("--unit", required=True, metavar="MÃ", help="mã đơn vị, ví dụ SKHCN")
    create.add_argument(
        "--role", required=True, metavar="VAI_TRÒ", help="ví dụ administrator, focal, officer"
    )
    _add_base(create)
    create.set_defaults(run=create_account)
    link = verbs.add_parser("link", help="in đường dẫn đăng nhập một lần, dùng trong 24 giờ")
    link.add_argument("username", metavar="TÊN")
    _add_base(link)
    link.set_defaults(run=print_link)


def _add_base(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--base",
        default="http://127.0.0.1:8000",
        metavar="ĐỊA_CHỈ",
        help="địa chỉ trang web để ghép đường dẫn",
    )


def create_account(options: argparse.Namespace) -> int:
    start_django()
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from minhbach.organisation import services
    from minhbach.organisation.actor import Actor
    from minhbach.organisation.models import Role, Unit

    if options.role not in Role.values:
        raise Failure(f"Không có vai trò {options.role}. Chọn một trong: {', '.join(Role.values)}.")
    unit = Unit.objects.filter(code=options.unit).first()
    if unit is None:
        raise Failure(f"Không có đơn vị mã {options.unit}. Xem mã ở Quản trị, mục Đơn vị.")
    actor = Actor.system()
    try:
        with transaction.atomic():
            user = services.create_user(actor, services.UserDraft(options.username, options.name))
            services.set_membership(actor, user.pk, unit.pk, options.role)
            token = services.make_sign_in_link(actor, user.pk)
    except ValidationError as wrong:
        raise Failure(" ".join(wrong.messages)) from wrong
    say(f"Đã tạo tài khoản {user.username}. Đường dẫn đăng nhập một lần, dùng trong 24 giờ:")
    say(_address(options.base, token))
    return DONE


def print_link(options: argparse.Namespace) -> int:
    start_django()
    from django.core.exceptions import ValidationError

    from minhbach.commands.accounts import user_named
    from minhbach.organisation import services
    from minhbach.organisation.actor import Actor

    try:
        token = services.make_sign_in_link(Actor.system(), user_named(options.username).pk)
    except ValidationError as wrong:
        raise Failure(" ".join(wrong.messages)) from wrong
    say(_address(options.base, token))
    return DONE


def _address(base: str, token: str) -> str:
    from django.urls import reverse

    return base.rstrip("/") + reverse("one_time_link", args=[token])
