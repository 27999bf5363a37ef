"""Everybody comes back at once after the server was killed: who was in before is known again without the slow check, and nobody else
is let in by it. How a password was checked is told by the server's metrics."""

import contextlib
from concurrent.futures import ThreadPoolExecutor

import pytest
import yaml
from conformance.store import opened
from conformance.test_monitoring import metrics
from support.cti_client import CtiClient
from support.server import Server
from support.waiting import wait_until
from support.websocket import WebSocketClient

CROWD = [f"person{number}" for number in range(1, 101)]


@pytest.fixture(scope="module")
def full_house(tmp_path_factory):
    """A server with a hundred users beside those of the demo, all of whom have been in."""
    data = tmp_path_factory.mktemp("data") / "crowd.yml"
    users = [{"id": 1000 + number, "login": login, "password": f"{login}-demo", "firstname": login, "profile": 3}
             for number, login in enumerate(CROWD)]
    data.write_text(yaml.safe_dump({"users": users}))
    with Server() as server:
        result = server.run("import", str(data))
        assert result.returncode == 0, result.stderr
        with everybody(server, CROWD):
            assert checks(server) == {"argon2id": len(CROWD), "remembered": 0, "refused": 0}
            wait_until_remembered(server, len(CROWD))
        yield server


@pytest.fixture
def server(full_house):
    """The same, killed and started again."""
    full_house.kill()
    return full_house.start()


@contextlib.contextmanager
def everybody(server, logins):
    """All of them come at once, every other one from a browser, and are in."""
    def come(number, login):
        client = WebSocketClient(server.http_address) if number % 2 else CtiClient(server.address)
        client.login(login)
        return client

    with ThreadPoolExecutor(len(logins)) as crowd:
        clients = list(crowd.map(come, range(len(logins)), logins))
    yield
    for client in clients:
        client.close()


def checks(server):
    """How many passwords were checked in which way since the start."""
    samples = metrics(server)
    return {how: samples[f'crosspoint_password_checks_total{{how="{how}"}}'] for how in ("argon2id", "remembered", "refused")}


def wait_until_remembered(server, count):
    def remembered():
        with opened(server) as store:
            return store.execute("SELECT COUNT(*) FROM credentials WHERE remembered <> ''").fetchone()[0]

    wait_until(lambda: remembered() == count, what=lambda: f"{remembered()} of {count} logins are remembered")


def login_pass(server, login, password):
    """The answer on a connection of its own, and how the password was checked."""
    before = checks(server)
    client = CtiClient(server.address)
    try:
        client.ask({"class": "login_id", "userlogin": login, "xivoversion": "2.2"})
        answer = client.ask({"class": "login_pass", "password": password})
    finally:
        client.close()
    after = checks(server)
    how, = (how for how, count in after.items() if count != before[how])
    return answer.get("error_string", "in"), how


def test_who_was_in_before_is_known_again_without_the_slow_check(server):
    with everybody(server, CROWD):
        assert checks(server) == {"argon2id": 0, "remembered": len(CROWD), "refused": 0}


def test_a_wrong_password_is_refused_after_the_slow_check(server):
    assert login_pass(server, "person1", "person2-demo") == ("login_password", "argon2id")
    assert login_pass(server, "person1", "person1-demo") == ("in", "remembered")


def test_a_password_that_was_changed_meanwhile_is_checked_anew(full_house):
    full_house.kill()
    result = full_house.run("user", "passwd", "person3", stdin="another one\n")
    assert result.returncode == 0, result.stderr
    server = full_house.start()
    assert login_pass(server, "person3", "person3-demo") == ("login_password", "argon2id")
    assert login_pass(server, "person3", "another one") == ("in", "argon2id")


def test_a_user_who_was_removed_meanwhile_is_not_known(full_house):
    full_house.kill()
    result = full_house.run("user", "remove", "person5")
    assert result.returncode == 0, result.stderr
    assert login_pass(full_house.start(), "person5", "person5-demo") == ("login_password", "argon2id")


def test_the_digest_of_one_login_is_worth_nothing_for_another(full_house):
    """Whoever can write the store, but does not have the key, lets nobody in by it."""
    full_house.kill()
    with opened(full_house) as store:
        store.execute("UPDATE credentials SET remembered = (SELECT remembered FROM credentials WHERE login = 'person8') "
                      "WHERE login = 'person7'")
    server = full_house.start()
    assert login_pass(server, "person7", "person8-demo") == ("login_password", "argon2id")
    assert login_pass(server, "person7", "person7-demo") == ("in", "argon2id")


@pytest.mark.parametrize("harm", ["altered", "readable by others", "gone"])
def test_without_its_key_the_server_checks_in_full(full_house, harm):
    key = full_house.directory / "crosspoint.db.login-key"
    assert key.stat().st_mode & 0o777 == 0o600 and key.stat().st_size == 32
    assert login_pass(full_house, "person9", "person9-demo")[0] == "in"
    full_house.kill()
    if harm == "altered":
        key.write_bytes(bytes(32))
    elif harm == "readable by others":
        key.chmod(0o644)
    else:
        key.unlink()
    server = full_house.start()
    assert login_pass(server, "person9", "person9-demo x") == ("login_password", "argon2id")
    assert login_pass(server, "person9", "person9-demo") == ("in", "argon2id")
    assert login_pass(server, "person9", "person9-demo") == ("in", "remembered")
    assert key.stat().st_mode & 0o777 == 0o600
