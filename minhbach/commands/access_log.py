"""The access log of `minhbach serve`: tokens of one-time links and of calendars are not written down."""

from __future__ import annotations

import re
from datetime import timedelta

from gunicorn.glogging import Logger  # type: ignore[import-untyped]

TOKEN = re.compile(r"(/tai-khoan/lien-ket/|(?<![\w-])/lich/)[^/?\s]+")


def without_token(text: str) -> str:
    return TOKEN.sub(r"\1***", text)


class AccessLog(Logger):  # type: ignore[misc]
    def atoms(
        self, resp: object, req: object, environ: dict[str, object], request_time: timedelta
    ) -> dict[str, object]:
        found = super().atoms(resp, req, environ, request_time)
        return {name: without_token(v) if isinstance(v, str) else v for name, v in found.items()}
