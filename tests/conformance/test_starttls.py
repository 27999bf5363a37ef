"""STARTTLS and TLS from the first byte (protocol 1.1, 1.5)."""

import json
import select
import socket
import ssl
import time

import pytest
from conformance.people import People, answered_until_keepalive
from conformance.tls import make_certificate, only
from support.cti_client import CtiClient, trusting
from support.server import Server
from support.waiting import TooLate

LOGIN_TIMEOUT = 3


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture(scope="module")
def server(certificate):
    with Server(cti={**certificate, "login_timeout": LOGIN_TIMEOUT}) as server:
        yield server


@pytest.fixture(scope="module")
def observer(server):
    client = CtiClient(server.address)
    client.login("frank")
    yield client
    client.close()


class Plain:
    """A bare socket: reads exactly one line at a time, so that what follows a line in clear is not swallowed."""

    def __init__(self, address):
        self.socket = socket.create_connection(address, timeout=5)
        self.lines = []

    def read_line(self):
        line = b""
        while not line.endswith(b"\n"):
            byte = self.socket.recv(1)
            assert byte, f"closed after {line}"
            line += byte
        return json.loads(line)

    def closed_within(self, seconds):
        """Whether the server closes, or resets, in time. What it says before is kept in `lines`."""
        deadline = time.monotonic() + seconds
        rest = b""
        while (left := deadline - time.monotonic()) > 0:
            self.socket.settimeout(left)
            try:
                data = self.socket.recv(4096)
            except TimeoutError:
                break
            except OSError:
                return True
            rest += data
            self.lines = rest.split(b"\n")
            if not data:
                return True
        return False

    def encrypt(self, context):
        self.socket.settimeout(5)
        self.socket = context.wrap_socket(self.socket)

    def close(self):
        self.socket.close()


@pytest.fixture
def plain(server):
    client = Plain(server.address)
    yield client
    client.close()


def test_P001_the_offer_is_the_first_line(people):
    client = people.connect()
    offer = client.wait_for({})
    assert set(offer) == {"class", "timenow"} and offer["class"] == "starttls"


def test_P001_the_offer_is_made_once(people):
    client = people.login("alice")
    assert len(client.all({"class": "starttls"})) == 1


@pytest.mark.parametrize("switch", ["no certificate", "switched off"])
def test_P002_nothing_comes_before_the_client_speaks_when_there_is_no_tls(certificate, switch):
    cti = {} if switch == "no certificate" else {**certificate, "starttls": False}
    with Server(cti=cti) as server:
        client = CtiClient(server.address)
        readable, _, _ = select.select([client.socket], [], [], 0.5)
        assert not readable
        client.login("alice")
        assert client.messages[0]["class"] == "login_id"
        client.close()

        client = CtiClient(server.address)
        mark = client.mark()
        client.send({"class": "starttls", "status": True})  # without an offer it means nothing
        client.login("alice")
        assert not client.all({"class": "starttls"}, mark)
        client.close()


def test_P017_status_true_leads_into_tls(plain):
    plain.read_line()
    plain.socket.sendall(b'{"class":"starttls","status":true,"commandid":5}\n')
    confirmation = plain.read_line()
    assert {**confirmation, "timenow": 0} == {"class": "starttls", "status": True, "starttls": True, "replyid": 5, "timenow": 0}
    readable, _, _ = select.select([plain.socket], [], [], 0.3)
    assert not readable, "something in clear after the confirmation"
    plain.encrypt(trusting())
    assert plain.socket.version() in ("TLSv1.2", "TLSv1.3")
    plain.socket.sendall(b'{"class":"login_id","userlogin":"alice","xivoversion":"2.2"}\n')
    assert plain.read_line()["class"] == "login_id"


def test_P017_the_login_and_the_session_work_inside_tls(people):
    client = people.connect()
    client.start_tls()
    assert client.socket.version() is not None
    client.login("alice")
    assert client.list_config("users", "1")["firstname"] == "Alice"
    mark = client.mark()
    client.send({"class": "availstate", "availstate": "away"})
    client.wait_for({"function": "updatestatus", "tid": "1", "status": {"availstate": "away"}}, after=mark)
    assert [m["starttls"] for m in client.all({"class": "starttls", "status": True})] == [True]
    assert not client.all({"class": "starttls"}, mark)


def test_P017_long_lines_travel_inside_tls_both_ways(people):
    client = people.connect()
    client.start_tls()
    client.login("alice")
    text = "échoué" * 50_000
    answer = client.ask({"class": "getlist", "function": "updateconfig", "listname": "users", "tid": text}, within=10)
    assert answer["tid"] == text


@pytest.mark.parametrize("refusal", [{"status": False}, {}], ids=["false", "missing"])
def test_P018_status_false_keeps_the_connection_in_clear(people, refusal):
    client = people.connect()
    client.wait_for({"class": "starttls"})
    client.send({"class": "starttls", **refusal})
    confirmation = client.wait_for({"class": "starttls", "starttls": False})
    assert confirmation["status"] is False
    client.login("alice")
    assert client.list_config("users", "1")["firstname"] == "Alice"


def test_P019_a_client_may_ignore_the_offer(people):
    client = people.connect()
    client.login("alice")
    assert client.list_config("users", "1")["firstname"] == "Alice"
    assert len(client.all({"class": "starttls"})) == 1


@pytest.mark.parametrize("status", [True, False])
def test_P020_a_second_starttls_is_ignored(people, status):
    client = people.connect()
    if status:
        client.start_tls()
    else:
        client.wait_for({"class": "starttls"})
        client.send({"class": "starttls", "status": False})
        client.wait_for({"class": "starttls", "starttls": False})
    mark = client.mark()
    # As the desktop client does it: login_id and at once the same message again.
    client.send({"class": "login_id", "userlogin": "alice", "xivoversion": "2.2", "commandid": 1})
    client.send({"class": "starttls", "status": True, "commandid": 2})
    client.wait_for({"class": "login_id", "replyid": 1})
    capalist = client.ask({"class": "login_pass", "password": "alice-demo"})["capalist"]
    client.user_id = client.ask({"class": "login_capas", "capaid": capalist[0], "state": "available"})["userid"]
    client.send({"class": "starttls", "status": True, "commandid": 3})
    assert client.list_config("users", "1")["firstname"] == "Alice"
    assert not client.all({"class": "starttls"}, mark)


def test_P020_a_first_starttls_after_the_login_is_ignored(people):
    client = people.login("alice")
    mark = client.mark()
    client.send({"class": "starttls", "status": True, "commandid": 3})
    assert answered_until_keepalive(client, mark) == []


def test_P021_a_request_pipelined_in_clear_is_never_executed(plain):
    plain.read_line()
    plain.socket.sendall(b'{"class":"starttls","status":true}\n{"class":"login_id","userlogin":"alice","xivoversion":"2.2"}\n')
    try:
        assert plain.read_line()["class"] == "starttls"
        plain.encrypt(trusting())
    except (AssertionError, OSError):
        return  # closed: one of the two allowed ways
    # The other: it was dropped, so that inside TLS login_pass is still out of turn.
    plain.socket.sendall(b'{"class":"login_pass","password":"alice-demo"}\n')
    assert plain.closed_within(LOGIN_TIMEOUT + 2)
    assert plain.lines == [b""]


@pytest.mark.parametrize(
    "rubbish", [b"garbage, not a handshake\n", b'{"class":"login_id","userlogin":"alice","xivoversion":"2.2"}\n', b"\x00" * 64]
)
def test_P022_a_failed_handshake_ends_the_connection(plain, rubbish):
    plain.read_line()
    plain.socket.sendall(b'{"class":"starttls","status":true}\n')
    plain.read_line()
    plain.socket.sendall(rubbish)
    assert plain.closed_within(LOGIN_TIMEOUT / 2), "not closed at once"
    assert not any(b"class" in line for line in plain.lines)


def test_P022_a_handshake_that_never_comes_ends_with_the_login_timeout(plain):
    plain.read_line()
    plain.socket.sendall(b'{"class":"starttls","status":true}\n')
    plain.read_line()
    assert plain.closed_within(LOGIN_TIMEOUT + 2)


def test_P023_tls_1_0_is_refused_by_default(server):
    for version in (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1):
        client = Plain(server.address)
        client.read_line()
        client.socket.sendall(b'{"class":"starttls","status":true}\n')
        client.read_line()
        with pytest.raises(OSError):
            client.encrypt(only(version))
        client.close()
        with pytest.raises(OSError):
            CtiClient(server.tls_address, tls=only(version))


def test_P023_tls_1_0_is_admitted_with_the_switch_on(certificate):
    with Server(cti={**certificate, "tls_1_0": True}) as server:
        assert any("TLS 1.0" in line and "warn" in line.lower() for line in server.log().splitlines()), "no warning at the start"
        people = People(server, None)
        client = people.connect()
        client.start_tls(only(ssl.TLSVersion.TLSv1))
        assert client.socket.version() == "TLSv1"
        client.login("alice")
        client = people.connect()
        client.start_tls()
        assert client.socket.version() in ("TLSv1.2", "TLSv1.3")
        client.login("bob")
        client = CtiClient(server.tls_address, tls=only(ssl.TLSVersion.TLSv1))
        client.login("alice")
        client.close()
        for client in people.clients:
            client.close()


def test_the_tls_port_is_encrypted_from_the_first_byte(server):
    client = CtiClient(server.tls_address, tls=trusting())
    client.login("alice")
    assert client.list_config("users", "1")["firstname"] == "Alice"
    assert not client.all({"class": "starttls"}), "an offer of what is already there"
    client.close()


def test_a_client_in_clear_gets_nowhere_on_the_tls_port(server):
    client = CtiClient(server.tls_address)
    client.send({"class": "login_id", "userlogin": "alice", "xivoversion": "2.2"})
    client.wait_closed()
    assert b"class" not in client.raw


def test_the_login_timeout_covers_the_handshake_of_the_tls_port(server):
    client = CtiClient(server.tls_address)
    with pytest.raises(TooLate):
        client.wait_closed(within=LOGIN_TIMEOUT / 2)
    client.wait_closed(within=LOGIN_TIMEOUT)
