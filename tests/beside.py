"""Two sessions on one database: what happens while another transaction is still open."""

from __future__ import annotations

import threading
from collections.abc import Callable
from types import TracebackType

import pytest
from django.db import connection, connections, transaction


class Beside:
    """A verb in a session of its own, whose transaction stays open for half a second:
    `with Beside(verb): other_verb()`.

    Fails where the other verb did not wait for it, and with what the verb itself raised.
    """

    def __init__(self, verb: Callable[[], object]) -> None:
        if connection.vendor != "postgresql":
            pytest.skip("SQLite takes one write at a time")
        self.verb = verb
        self.is_in, self.may_go = threading.Event(), threading.Event()
        self.raised: Exception | None = None
        self.thread = threading.Thread(target=self._run)

    def __enter__(self) -> Beside:
        self.thread.start()
        assert self.is_in.wait(5)
        threading.Timer(0.5, self.may_go.set).start()
        return self

    def __exit__(self, kind: type | None, raised: BaseException | None, at: TracebackType | None) -> None:
        waited = self.may_go.is_set()
        self.may_go.set()
        self.thread.join()
        if raised is None:
            assert waited, "the other session did not wait"
            if self.raised is not None:
                raise self.raised

    def _run(self) -> None:
        try:
            with transaction.atomic():
                try:
                    self.verb()
                finally:
                    self.is_in.set()
                self.may_go.wait(5)
        except Exception as error:
            self.raised = error
        finally:
            connections.close_all()
