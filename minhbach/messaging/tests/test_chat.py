"""Webhook and Zalo: only where they may go, and what became of each."""

from __future__ import annotations

import ipaddress
import json
import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from apprise.plugins.zalo import NotifyZalo

from minhbach.messaging import services
from minhbach.messaging.core.hosts import host_line, is_inside, is_public, target_of
from minhbach.messaging.models import Channel, Delivery, SendingRules
from minhbach.messaging.senders import guard
from minhbach.messaging.senders.chat import send_to_webhook, send_to_zalo
from minhbach.messaging.tests.conftest import NOW


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of "localhost", signed by itself."""
    if not shutil.which("openssl"):
        pytest.skip("no openssl to make a certificate")
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    asked = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    where = ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(file), "-out", f"{file}.crt"]
    subprocess.run(["openssl", *asked, *where], check=True, capture_output=True)
    file.write_text(file.read_text() + Path(f"{file}.crt").read_text())
    return file


class Hook:
    """An https server on loopback. answer: status of the next answers; 0 breaks the line instead."""

    def __init__(self, certificate: Path) -> None:
        self.taken: list[dict[str, object]] = []
        self.answer, self.words, self.location = 200, "{}", ""
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                hook.taken.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                if not hook.answer:
                    self.connection.close()
                    return
                self.send_response(hook.answer)
                if hook.location:
                    self.send_header("Location", hook.location)
                self.end_headers()
                self.wfile.write(hook.words.encode())

            do_GET = do_POST

            def log_message(self, *args: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(certificate)
        self.server.socket = tls.wrap_socket(self.server.socket, server_side=True)
        self.port = self.server.server_port
        self.address = f"https://localhost:{self.port}/bao-tin?ma=abc"


@pytest.fixture
def hook(certificate: Path, monkeypatch) -> Iterator[Hook]:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", f"{certificate}.crt")
    hook = Hook(certificate)
    thread = threading.Thread(target=hook.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield hook
    hook.server.shutdown()
    thread.join()
    hook.server.server_close()


@pytest.fixture
def inner(hook: Hook) -> SendingRules:
    return SendingRules(inner_hosts=[f"localhost:{hook.port}"])


def send(hook: Hook, rules: SendingRules, address: str = ""):
    return send_to_webhook(address or hook.address, "Một việc", "đến hạn", "<1@songmau>", rules)


def test_a_webhook_gets_the_words_and_an_id_that_a_repeat_keeps(hook, inner):
    assert send(hook, inner).ending == "sent"
    (taken,) = hook.taken
    assert (taken["title"], taken["message"], taken["message_id"]) == ("Một việc", "đến hạn", "<1@songmau>")


def test_a_host_that_is_not_listed_gets_nothing(hook):
    assert send(hook, SendingRules()).failure == "host"
    assert hook.taken == []


def test_a_listed_host_with_an_inner_address_gets_nothing_unless_listed_as_inner(hook):
    outcome = send(hook, SendingRules(hosts=[f"localhost:{hook.port}"]))
    assert (outcome.ending, outcome.failure) == ("refused", "host")
    assert hook.taken == []


def test_a_name_that_leads_to_one_open_and_one_inner_address_gets_nothing(hook, monkeypatch):
    rows = [(2, 1, 6, "", ("93.184.216.34", hook.port)), (2, 1, 6, "", ("127.0.0.1", hook.port))]
    monkeypatch.setattr(guard.socket, "getaddrinfo", lambda *args, **kwargs: rows)
    assert send(hook, SendingRules(hosts=[f"localhost:{hook.port}"])).failure == "host"
    assert hook.taken == []


def test_the_name_is_looked_up_once_so_a_second_answer_leads_nowhere(hook, inner, monkeypatch):
    asked = []
    real = guard.socket.getaddrinfo

    def once(host, *args, **kwargs):
        asked.append(host)
        return real(host, *args, **kwargs)

    monkeypatch.setattr(guard.socket, "getaddrinfo", once)
    assert send(hook, inner).ending == "sent"
    assert asked == ["localhost"]


def test_a_redirect_is_not_followed(hook, inner):
    hook.answer, hook.location = 302, f"https://localhost:{hook.port}/elsewhere"
    assert (send(hook, inner).failure, len(hook.taken)) == ("refused", 1)


def test_a_proxy_of_the_surroundings_is_not_used(hook, inner, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    assert send(hook, inner).ending == "sent"


def test_a_certificate_that_nobody_knows_is_refused(hook, inner, monkeypatch):
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    assert send(hook, inner).ending == "later"
    assert hook.taken == []


def test_answers_say_whether_to_try_again(hook, inner):
    said = {}
    for hook.answer in (429, 503, 404, 403, 0):
        outcome = send(hook, inner)
        said[hook.answer] = (outcome.ending, outcome.failure)
    assert said == {
        429: ("later", "busy"), 503: ("later", "busy"), 404: ("refused", "refused"),
        403: ("refused", "sign_in"), 0: ("unclear", "cut"),
    }  # fmt: skip


def test_a_host_that_does_not_answer_is_tried_later(inner, hook):
    hook.server.shutdown()
    hook.server.server_close()
    assert (send(hook, inner).ending, send(hook, inner).failure) == ("later", "no_server")


def test_after_a_message_requests_is_as_it_was(hook, inner):
    from requests import sessions

    before = sessions.HTTPAdapter
    send(hook, inner)
    assert sessions.HTTPAdapter is before


def test_zalo_goes_to_the_chat_in_plain_words(hook, settings, monkeypatch):
    monkeypatch.setattr(NotifyZalo, "notify_url", f"https://localhost:{hook.port}/bot{{token}}/sendMessage")
    monkeypatch.setattr(guard, "is_public", lambda address: True)
    settings.MINHBACH_ZALO_BOT = "12345:abcDEF"
    assert send_to_zalo("chat7", "Một việc", "đến hạn 25/11").ending == "sent"
    assert hook.taken == [{"text": "Một việc\n\nđến hạn 25/11", "chat_id": "chat7"}]
    hook.words = '{"ok": false, "error_code": 400}'
    assert send_to_zalo("chat7", "Một việc", "đến hạn 25/11").ending == "refused"


def test_zalo_without_a_bot_or_with_a_token_that_is_none_says_so(settings):
    settings.MINHBACH_ZALO_BOT = ""
    assert send_to_zalo("chat7", "a", "b").failure == "no_settings"
    settings.MINHBACH_ZALO_BOT = "not a token"
    assert send_to_zalo("chat7", "a", "b").failure == "sign_in"


@pytest.mark.parametrize(
    "address",
    [
        "http://hook.example/", "https:///x", "ftp://hook.example", "https://u:p@hook.example/", "hook",
        "https://hook.example/#x", "https://hook.example:99999/", "https://hook.example/a b", "https://hoọk.vn/",
        "https://hook.example/\r\nHost: x", "", "https://" + "a" * 600,
    ],
)  # fmt: skip
def test_what_is_no_plain_https_address_is_no_target(address):
    assert target_of(address) is None


def test_a_host_is_named_with_its_port_where_it_is_another():
    assert [target_of(f"https://Hook.example{port}/x").name for port in ("", ":443", ":8443")] == [
        "hook.example", "hook.example", "hook.example:8443",
    ]  # fmt: skip
    assert host_line(" Hook.example:443 ") == "hook.example"
    assert [host_line(line) for line in ("hook.example/x", "", "a b", "*", "[::1]")] == [""] * 5


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "::1", "fe80::1", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "::",
    ],
)  # fmt: skip
def test_no_inner_address_is_public_however_it_is_written(address):
    assert not is_public(ipaddress.ip_address(address))


def test_the_open_network_is_public_and_link_local_is_not_even_inside():
    assert is_public(ipaddress.ip_address("93.184.216.34"))
    assert is_public(ipaddress.ip_address("2606:2800:220:1::1"))
    assert is_inside(ipaddress.ip_address("10.1.2.3"))
    for address in ("169.254.169.254", "fe80::1", "::ffff:169.254.169.254", "0.0.0.0", "224.0.0.1"):
        assert not is_inside(ipaddress.ip_address(address))


def test_a_silent_host_is_waited_for_once_a_round(cast, notice, mail_server, clock, monkeypatch):
    from minhbach.messaging.core.outcomes import Ending, Outcome
    from minhbach.messaging.senders import round as rounds

    tried = []

    def silent(address: str, *rest: object) -> Outcome:
        tried.append(address)
        return Outcome(Ending.LATER, "no_server")

    monkeypatch.setattr(rounds, "send_to_webhook", silent)
    for name in ("finance_officer", "health_officer"):
        Channel.objects.create(person=cast.users[name], kind="webhook", address="https://hook.example/x")
    services.notify(notice("finance_officer", "health_officer"), now=NOW)
    rounds.Round("w", clock).run(lambda done, total: None)
    assert len(tried) == 1
    assert set(Delivery.objects.values_list("state", "failure")) == {("queued", "no_server")}
