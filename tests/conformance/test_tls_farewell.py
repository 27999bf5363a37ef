"""How an encrypted session ends (protocol 1.5). The desktop clients of the time crash on the last word of TLS, close_notify, in a
session that began with STARTTLS: there TCP just ends. On the port that is encrypted from the first byte it is said."""

import json
import select
import signal
import socket
import ssl
import time

import pytest
from conformance.tls import make_certificate, only
from support.server import Server
from support.side_door import CONSOLE, Door
from support.waiting import PATIENCE

LOGIN_TIMEOUT = 3
ALERT = 21  # a TLS record's content type, up to TLS 1.2; 1.3 shows all encrypted records as application data
VERSIONS = [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3]


class Sealed:
    """A client whose TLS is kept apart from its socket, so that every byte of the server and the very end of TCP are seen."""

    def __init__(self, address, version, starttls=True):
        self.socket = socket.create_connection(address, timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if starttls:
            self.line_in_clear()
            self.socket.sendall(b'{"class":"starttls","status":true}\n')
            self.line_in_clear()
        context = only(version)
        context.options &= ~ssl.OP_IGNORE_UNEXPECTED_EOF  # Python's default hides whether close_notify came
        self.incoming, self.outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.tls = context.wrap_bio(self.incoming, self.outgoing)
        self.raw = b""       # what the server has sent since TLS began
        self.clear = b""     # what that meant
        self.ended = None    # when TCP ended, time.monotonic()
        self.until(self.tls.do_handshake)

    def line_in_clear(self):
        line = b""
        while not line.endswith(b"\n"):
            line += self.socket.recv(1)
        return line

    def flush(self):
        if self.outgoing.pending:
            self.socket.sendall(self.outgoing.read())

    def until(self, step):
        """Does `step` as soon as enough has come for it."""
        while True:
            try:
                result = step()
                self.flush()
                return result
            except ssl.SSLWantReadError:
                self.flush()
                self.receive()

    def receive(self):
        try:
            data = self.socket.recv(65536)
        except ConnectionResetError:
            data = b""
        self.raw += data
        if data:
            self.incoming.write(data)
        else:
            self.incoming.write_eof()
            self.ended = time.monotonic()

    def send(self, message):
        self.tls.write(json.dumps(message).encode() + b"\n")
        self.flush()

    def wait_for(self, name):
        while f'"class":"{name}"'.encode() not in self.clear.replace(b": ", b":"):
            self.clear += self.until(lambda: self.tls.read(65536))

    def login(self, user):
        self.send({"class": "login_id", "userlogin": user, "xivoversion": "2.2"})
        self.wait_for("login_id")
        self.send({"class": "login_pass", "password": f"{user}-demo"})
        self.wait_for("login_pass")
        capaid = json.loads(self.clear.split(b"\n")[1])["capalist"][0]
        self.send({"class": "login_capas", "capaid": capaid, "state": "available"})
        self.wait_for("login_capas")

    def read_to_the_end(self):
        """Whether the last word was close_notify. TCP has ended, too, when this returns."""
        said_goodbye = True  # which is an empty read, or an error once we have said it ourselves
        try:
            while data := self.until(lambda: self.tls.read(65536)):
                self.clear += data
        except ssl.SSLZeroReturnError:
            pass
        except ssl.SSLError as error:
            assert isinstance(error, ssl.SSLEOFError) or error.reason == "UNEXPECTED_EOF_WHILE_READING", error
            said_goodbye = False
        while not self.ended:
            self.receive()
        return said_goodbye

    def alerts(self):
        """The alerts among the records of TLS 1.2, by what stands outside of the encryption."""
        found, rest = 0, self.raw
        while rest:
            assert len(rest) >= 5, "half a record"
            found += rest[0] == ALERT
            rest = rest[5 + int.from_bytes(rest[3:5], "big"):]
        return found

    def is_closed_for_writing(self):
        """Nobody reads any more: TCP resets who goes on writing."""
        try:
            deadline = time.monotonic() + PATIENCE
            while time.monotonic() < deadline:
                self.socket.sendall(b"x")
                select.select([self.socket], [], [], 0.01)
        except OSError:
            return True
        return False


def ends_without_a_word(client):
    assert not client.read_to_the_end(), "close_notify"
    assert client.tls.version() != "TLSv1.2" or client.alerts() == 0
    assert client.is_closed_for_writing()
    client.socket.close()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture(scope="module")
def server(certificate):
    limits = {"line": "128k", "login_line": "4k", "logins_per_address": 1000}
    with Server(cti={**certificate, "login_timeout": LOGIN_TIMEOUT}, limits=limits) as server:
        yield server


@pytest.mark.parametrize("version", VERSIONS, ids=["TLS 1.2", "TLS 1.3"])
def test_a_hundred_starttls_clients_survive_the_end_of_the_server(certificate, version):
    with Server(cti={**certificate, "login_timeout": 30}, limits={"anonymous_per_address": 200}) as server:
        clients = [Sealed(server.address, version) for _ in range(100)]
        for client in clients[::10]:
            client.login("alice")
        server.signal(signal.SIGTERM)
        for client in clients:
            ends_without_a_word(client)
        assert server.process.wait(10) == 0


def by_logout(server, client):
    client.login("alice")
    client.send({"class": "logout", "stopper": "disconnect"})
    client.socket.shutdown(socket.SHUT_WR)


def by_a_wrong_password(server, client):
    client.send({"class": "login_id", "userlogin": "alice", "xivoversion": "2.2"})
    client.wait_for("login_id")
    client.send({"class": "login_pass", "password": "wrong"})
    client.wait_for("login_pass")


def by_a_step_out_of_turn(server, client):
    client.send({"class": "login_capas", "capaid": 1, "state": "available"})


def by_the_login_timeout(server, client):
    pass


def by_a_long_line_before_the_login(server, client):
    client.send({"class": "login_id", "userlogin": "x" * 5000})


def by_a_long_line_after_the_login(server, client):
    client.login("alice")
    client.send({"class": "frobnicate", "data": "x" * 140_000})


def by_the_console(server, client):
    client.login("alice")
    with Door(server, CONSOLE) as console:
        (number,) = [line.split(" ")[0] for line in console.ask("clients")[:-1] if line.split(" ")[1] == "alice"]
        assert console.ask(f"disc {number}") == ["OK"]


def by_our_own_end(server, client):
    client.login("alice")
    client.socket.shutdown(socket.SHUT_WR)


def by_our_own_goodbye(server, client):
    client.login("alice")
    with pytest.raises(ssl.SSLWantReadError):
        client.tls.unwrap()
    client.flush()


WAYS = [by_logout, by_a_wrong_password, by_a_step_out_of_turn, by_the_login_timeout, by_a_long_line_before_the_login,
        by_a_long_line_after_the_login, by_the_console, by_our_own_end, by_our_own_goodbye]


@pytest.mark.parametrize("version", VERSIONS, ids=["TLS 1.2", "TLS 1.3"])
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_starttls_session_ends_without_close_notify(server, way, version):
    client = Sealed(server.address, version)
    way(server, client)
    ends_without_a_word(client)


@pytest.mark.parametrize("version", VERSIONS, ids=["TLS 1.2", "TLS 1.3"])
def test_a_session_encrypted_from_the_first_byte_ends_with_close_notify(server, version):
    client = Sealed(server.tls_address, version, starttls=False)
    assert client.read_to_the_end(), "the login timeout ended it without a word"
    assert client.tls.version() != "TLSv1.2" or client.alerts() == 1
    client.socket.close()
