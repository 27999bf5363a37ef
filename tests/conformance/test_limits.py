"""Every queue has a bound: sessions, logins, lines, what waits for a client that does not read."""

import contextlib
import os
import re
import resource
import socket
import time

import pytest
from conformance.people import send_what_goes
from conformance.test_monitoring import metrics
from support.cti_client import CtiClient
from support.server import Server
from support.waiting import TooLate, wait_until


def login_pass(server, user, password):
    """The answer to login_pass on a connection of its own, None if there is none."""
    client = CtiClient(server.address)
    try:
        client.ask({"class": "login_id", "userlogin": user, "xivoversion": "2.2"})
        return client.ask({"class": "login_pass", "password": password}, within=10)
    except (TooLate, OSError):
        assert client.closed
        return None
    finally:
        client.close()


def admitted(answer):
    return answer is not None and "capalist" in answer


def logged(server, pattern):
    what = lambda: f"{pattern} in the log:\n{server.log()[-2000:]}"
    return wait_until(lambda: re.search(pattern, server.log(), re.IGNORECASE), what=what)


def test_refused_passwords_of_one_login_are_bounded():
    with Server(limits={"logins_per_user": 3}) as server:
        for _ in range(3):
            assert login_pass(server, "alice", "wrong")["error_string"] == "login_password"
        assert not admitted(login_pass(server, "alice", "alice-demo")), "guessing goes on"
        assert admitted(login_pass(server, "bob", "bob-demo")), "others pay for it"
        logged(server, "alice.*(limit|many|refused)|(limit|many|refused).*alice")


def test_right_passwords_do_not_count():
    with Server(limits={"logins_per_user": 3, "logins_per_address": 3}) as server:
        for _ in range(8):
            assert admitted(login_pass(server, "alice", "alice-demo"))


def test_refused_passwords_of_one_address_are_bounded():
    with Server(limits={"logins_per_address": 4}) as server:
        for user in ("alice", "bob", "mallory", "eve"):
            assert login_pass(server, user, "wrong")["error_string"] == "login_password"
        assert not admitted(login_pass(server, "carol", "carol-demo")), "guessing goes on"
        logged(server, "127.0.0.1.*(limit|many|refused)|(limit|many|refused).*127.0.0.1")
        elsewhere = CtiClient(server.address, source="127.0.0.2")
        elsewhere.login("carol")
        elsewhere.close()


def test_an_address_that_has_many_passwords_to_check_keeps_no_other_waiting():
    def checked():
        return metrics(server)['crosspoint_password_checks_total{how="argon2id"}']

    with Server() as server, contextlib.ExitStack() as flood:
        for number in range(400):
            guesser = flood.enter_context(socket.create_connection(server.address, source_address=("127.0.0.2", 0)))
            guesser.sendall(b'{"class":"login_id","userlogin":"user%d","xivoversion":"2.2"}\n{"class":"login_pass","password":"guess %d"}\n' % (number, number))
        before = checked()
        assert before < 200, "too few wait for this test to mean anything"
        assert admitted(login_pass(server, "alice", "alice-demo"))
        assert checked() - before < (400 - before) / 2


def open_now(client):
    """Whether the server serves this connection: it answers the first step of a login."""
    try:
        return "sessionid" in client.ask({"class": "login_id", "userlogin": "alice", "xivoversion": "2.2"}, within=3)
    except (TooLate, OSError):
        return False


def test_connections_without_a_login_are_bounded_for_each_address():
    with Server(limits={"anonymous_per_address": 5}, cti={"login_timeout": 30}) as server:
        known = CtiClient(server.address)
        known.login("frank")
        waiting = [CtiClient(server.address) for _ in range(5)]
        assert all(open_now(client) for client in waiting)
        late = CtiClient(server.address)
        assert not open_now(late)
        late.wait_closed(within=3)
        assert known.ask({"class": "keepalive"}) and all(not client.closed for client in waiting)
        # One of them leaves, or completes its login: there is room again.
        waiting[0].close()
        wait_until(lambda: open_now(CtiClient(server.address)), within=5, what="room for another")


def test_a_completed_login_makes_room_for_another():
    with Server(limits={"anonymous_per_address": 1}, cti={"login_timeout": 30}) as server:
        clients = []
        for _ in range(4):
            clients.append(CtiClient(server.address))
            clients[-1].login("alice")
        assert all(client.ask({"class": "keepalive"}) for client in clients)
        for client in clients:
            client.close()


def test_sessions_are_bounded():
    with Server(limits={"sessions": 4}, cti={"login_timeout": 30}) as server:
        clients = [CtiClient(server.address) for _ in range(4)]
        for client, user in zip(clients, ("alice", "bob", "carol", "frank")):
            client.login(user)
        late = CtiClient(server.address)
        assert not open_now(late)
        late.wait_closed(within=3)
        assert all(client.ask({"class": "keepalive"}) for client in clients)
        logged(server, "limit|many|full")
        clients.pop().close()
        wait_until(lambda: open_now(CtiClient(server.address)), within=5, what="room for another")
        for client in clients:
            client.close()


@pytest.mark.parametrize("size, admitted", [(100_000, True), (140_000, False)])
def test_lines_after_the_login_are_bounded(size, admitted):
    with Server(limits={"line": "128k"}) as server:
        client = CtiClient(server.address)
        client.login("alice")
        send_what_goes(client, b'{"class":"frobnicate","data":"' + b"x" * size + b'"}\n')
        if admitted:
            assert client.ask({"class": "keepalive"})
        else:
            client.wait_closed()
        client.close()


class Deaf:
    """Logs in and from then on does not read. A small receive buffer, so that what it does not read waits in the server."""

    def __init__(self, server):
        self.link = socket.socket()
        self.link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.link.settimeout(10)
        self.link.connect(server.address)
        for step in (
            b'{"class":"login_id","userlogin":"alice","xivoversion":"2.2"}\n',
            b'{"class":"login_pass","password":"alice-demo"}\n',
            b'{"class":"login_capas","capaid":3,"state":"available"}\n',
        ):
            self.link.sendall(step)
            self.read_line()

    def read_line(self):
        line = b""
        while not line.endswith(b"\n"):
            line += self.link.recv(1)
        return line

    def ask_in_vain(self, until, within):
        """Asks for long answers until the server has had enough."""
        deadline = time.monotonic() + within
        request = b'{"class":"getlist","function":"updateconfig","listname":"queuemembers","tid":"' + b"x" * 2000 + b'","commandid":1}\n'
        self.link.settimeout(0.5)
        while not until():
            assert time.monotonic() < deadline, "the server still listens to a client that does not read"
            try:
                self.link.sendall(request * 10)
            except TimeoutError:
                pass  # it does not read on while answers wait, as it should
            except OSError:
                return


def test_a_client_that_does_not_read_is_closed_and_nobody_else_suffers():
    with Server(limits={"outbox": "256k"}) as server:
        bob, observer = CtiClient(server.address), CtiClient(server.address)
        bob.login("bob")
        observer.login("frank")
        mark = observer.mark()
        deaf = Deaf(server)

        def given_up():
            return observer.all({"tid": "1", "status": {"availstate": "disconnected"}}, mark)

        deaf.ask_in_vain(given_up, within=20)
        observer.wait_for({"tid": "1", "status": {"availstate": "disconnected"}}, within=10, after=mark)
        logged(server, "outbox|does not read|slow|not reading")
        mark = observer.mark()
        bob.send({"class": "availstate", "availstate": "away"})
        observer.wait_for({"tid": "2", "status": {"availstate": "away"}}, after=mark)
        deaf.link.close()
        bob.close()
        observer.close()


def test_states_do_not_pile_up_for_a_client_that_does_not_read():
    """Of a state only the newest counts: a slow client is not closed for changes that have overtaken each other."""
    with Server(limits={"outbox": "256k"}) as server:
        deaf = Deaf(server)
        bob = CtiClient(server.address)
        bob.login("bob")
        for _ in range(5000):
            for state in ("away", "outtolunch"):
                bob.send({"class": "availstate", "availstate": state})
        bob.send({"class": "availstate", "availstate": "berightback"})
        bob.wait_for({"tid": "2", "status": {"availstate": "berightback"}}, within=20)
        came = b""
        while b"berightback" not in came:
            came += deaf.link.recv(1 << 20)
        told = came.count(b'"function":"updatestatus"')
        assert told < 10_000, "nothing had to wait: this proved nothing"
        deaf.link.close()
        bob.close()


def seconds_of_work(server):
    """Processor time the server has used so far."""
    fields = open(f"/proc/{server.process.pid}/stat").read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_a_server_without_descriptors_left_goes_on_with_the_clients_it_has():
    with Server(cti={"login_timeout": 30}) as server:
        known = CtiClient(server.address)
        known.login("frank")
        used = len(os.listdir(f"/proc/{server.process.pid}/fd"))
        resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE, (used + 5, used + 5))
        crowd = [socket.create_connection(server.address, timeout=5) for _ in range(50)]
        logged(server, "open files|descriptor")
        begin, worked = time.monotonic(), seconds_of_work(server)
        while time.monotonic() < begin + 1:
            known.ask({"class": "keepalive"})
            time.sleep(0.05)
        assert seconds_of_work(server) - worked < 0.5, "it turns in circles over what it cannot accept"
        for link in crowd:
            link.close()
        wait_until(lambda: open_now(CtiClient(server.address)), within=10, what="room for another")
        known.close()
