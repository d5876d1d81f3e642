import secrets

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from minhbach.shared import checks

STRONG = secrets.token_urlsafe(64)


@pytest.fixture
def production(settings):
    settings.SECRET_KEY, settings.DEBUG, settings.ALLOWED_HOSTS = STRONG, False, ["kehoach.vidu.gov.vn"]


def faults() -> set[str]:
    found = [*checks.secret_key(None), *checks.debug(None), *checks.hosts(None)]
    return {str(fault.id) for fault in found}


def test_a_server_with_key_and_hosts_passes(production):
    assert faults() == set()


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("SECRET_KEY", "", "minhbach.E001"),
        ("SECRET_KEY", "ngan", "minhbach.E001"),
        ("SECRET_KEY", "local-only-" + "x" * 60, "minhbach.E001"),
        ("DEBUG", True, "minhbach.E002"),
        ("ALLOWED_HOSTS", [], "minhbach.E003"),
        ("ALLOWED_HOSTS", ["127.0.0.1", "localhost"], "minhbach.E003"),
        ("ALLOWED_HOSTS", ["*"], "minhbach.E003"),
    ],
)
def test_an_unsafe_value_fails(production, settings, name, value, fault):
    setattr(settings, name, value)
    assert faults() == {fault}


def test_the_checks_stand_in_djangos_own_deploy_check(production, settings):
    settings.SECRET_KEY = ""
    with pytest.raises(SystemCheckError, match=r"minhbach\.E001"):
        call_command("check", deploy=True, tag=["security"], fail_level="ERROR")
