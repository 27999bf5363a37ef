"""What a hostile or broken client may do, while another one notices nothing and the log says what happened."""

import json
import re
import resource
import socket
import threading
import time

import pytest
from conformance.people import answered_until_keepalive, send_what_goes
from support.cti_client import CtiClient
from support.server import Server
from support.waiting import TooLate, wait_until

# That long a round trip would be noticed by its user. A bound of correctness, not a measurement: this machine may be busy.
NOTICEABLE = 2.0


class Neighbour:
    """An innocent client that measures the round trip of its keepalives while others misbehave."""

    def __init__(self, server):
        self.client = CtiClient(server.address)
        self.client.login("bob")
        self.longest = 0.0
        self.rounds = 0
        self.failure = None
        self.done = threading.Event()
        self.thread = threading.Thread(target=self.run)

    def run(self):
        try:
            while not self.done.is_set():
                begin = time.monotonic()
                self.client.ask({"class": "keepalive"}, within=30)
                self.longest = max(self.longest, time.monotonic() - begin)
                self.rounds += 1
                self.done.wait(0.01)
        except Exception as failure:  # shown by __exit__ in the thread of the test
            self.failure = failure

    def __enter__(self):
        self.thread.start()
        wait_until(lambda: self.rounds or self.failure, what="the neighbour's first keepalive")
        return self

    def __exit__(self, kind, *_):
        rounds = self.rounds
        wait_until(lambda: self.rounds > rounds or self.failure, within=30, what="another keepalive of the neighbour")
        self.done.set()
        self.thread.join()
        self.client.close()
        if kind is None:
            assert self.failure is None, self.failure
            assert self.longest < NOTICEABLE, f"{self.rounds} round trips, the longest of {self.longest:.2f} s"


@pytest.fixture(scope="module")
def server():
    with Server(cti={"login_timeout": 20}, limits={"anonymous_per_address": 2500}, log={"level": "info"}) as server:
        yield server


@pytest.fixture
def neighbour(server):
    with Neighbour(server) as neighbour:
        yield neighbour


@pytest.fixture
def log_since(server):
    """What the server has logged since the test began."""
    begin = len(server.log())
    return lambda: server.log()[begin:]


def logged(log_since, pattern):
    """The first line of the log that matches."""
    what = lambda: f"{pattern} in the log:\n{log_since()[-2000:]}"
    return wait_until(lambda: re.search(f".*(?:{pattern}).*", log_since(), re.IGNORECASE), what=what)[0]


def memory(server):
    """Resident bytes of the server."""
    status = open(f"/proc/{server.process.pid}/status").read()
    return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) * 1024


def pour(address, block, times, greeting=b""):
    """Writes until all is written or the server closes; how much went."""
    sent = 0
    with socket.create_connection(address, timeout=20) as link:
        try:
            link.sendall(greeting)
            for _ in range(times):
                link.sendall(block)
                sent += len(block)
        except OSError:
            pass
    return sent


def test_a_line_of_100_mb_before_the_login(server, neighbour, log_since):
    before = memory(server)
    pour(server.address, b"x" * 1_000_000, 100)
    assert memory(server) - before < 30e6
    logged(log_since, "line.*(long|limit)|(long|limit).*line")


def test_a_line_of_100_mb_after_the_login(people, neighbour, log_since):
    client = people.login("alice")
    block = b"x" * 1_000_000
    for _ in range(100):
        send_what_goes(client, block)
        if client.closed:
            break
    client.wait_closed()
    logged(log_since, "line.*(long|limit)|(long|limit).*line")


def test_long_lines_within_the_limit(people, neighbour):
    client = people.login("alice")
    line = b'{"class":"frobnicate","data":"' + b"x" * 30_000_000 + b'"}\n'
    for _ in range(3):
        client.send_bytes(line)
    client.ask({"class": "keepalive"}, within=60)


def test_a_million_tiny_lines(people, neighbour):
    client = people.login("alice")
    mark = client.mark()
    block = b"\n" * 1000
    for _ in range(1000):
        client.send_bytes(block)
    client.ask({"class": "keepalive"}, within=60)
    block = b'{"class":"x"}\n' * 1000
    for _ in range(1000):
        client.send_bytes(block)
    client.ask({"class": "keepalive"}, within=60)
    assert len(client.all(lambda m: "replyid" in m, mark)) == 2


def test_many_requests_at_once_are_all_answered_in_order(people, neighbour):
    client = people.login("alice")
    mark = client.mark()
    numbers = range(100_000, 120_000)
    client.send_bytes(b"".join(b'{"class":"keepalive","commandid":%d}\n' % number for number in numbers))
    client.wait_for({"replyid": numbers[-1]}, within=60, after=mark)
    assert [m["replyid"] for m in client.all({"class": "keepalive"}, mark)] == list(numbers)


def test_half_a_line_held_open(people, neighbour):
    holders = [people.login("alice") for _ in range(3)]
    for client in holders:
        client.send_bytes(b'{"class":"keepalive","commandid":4')
    marks = [client.mark() for client in holders]
    with pytest.raises(TooLate):
        holders[0].wait_for({"class": "keepalive"}, within=1.0, after=marks[0])
    for client, mark in zip(holders, marks):
        client.send_bytes(b"2}\n")
        client.wait_for({"replyid": 42}, after=mark)


NESTED = {
    "arrays": b"[" * 10_000 + b"]" * 10_000,
    "arrays left open": b"[" * 10_000,
    "an array in a request": b'{"class":"keepalive","x":' + b"[" * 10_000 + b"]" * 10_000 + b"}",
    "objects in a request": b'{"class":"keepalive","x":' + b'{"x":' * 10_000 + b"1" + b"}" * 10_000 + b"}",
}


@pytest.mark.parametrize("logged_in", [True, False], ids=["after login", "before login"])
@pytest.mark.parametrize("line", NESTED.values(), ids=NESTED)
def test_json_nested_ten_thousand_deep(people, neighbour, log_since, line, logged_in):
    client = people.login("alice") if logged_in else people.connect()
    send_what_goes(client, line + b"\n")
    client.wait_closed()
    logged(log_since, "closed: sent a line that is not a CTI message")


INVALID = {
    "a lone continuation": b"\x80",
    "latin-1": b"caf\xe9",
    "overlong": b"\xc0\xaf",
    "surrogate": b"\xed\xa0\x80",
    "beyond": b"\xf5\x80\x80\x80",
    "cut": b"\xe6\xbc",
}


@pytest.mark.parametrize("text", INVALID.values(), ids=INVALID)
def test_P006_invalid_utf_8_is_replaced_and_never_comes_back(people, neighbour, text):
    client = people.login("alice")
    mark = client.mark()
    client.send_bytes(b'{"class":"people_search","pattern":"%s","commandid":"%s"}\n' % (text, text))
    answer = client.wait_for({"class": "people_search_result"}, after=mark)
    assert "\ufffd" in answer["term"] and "\ufffd" in answer["replyid"]
    assert text not in client.raw
    client.ask({"class": "keepalive"})


@pytest.mark.parametrize("text", INVALID.values(), ids=INVALID)
def test_P006_invalid_utf_8_is_replaced_before_the_login(people, neighbour, text):
    client = people.connect()
    client.send_bytes(b'{"class":"login_id","userlogin":"%s","xivoversion":"2.2","commandid":"%s"}\n' % (text, text))
    assert "\ufffd" in client.wait_for({"class": "login_id"})["replyid"]
    assert text not in client.raw


LONE = ["\\ud834", "\\udd1e", "\\ud834\\ud834", "\\ud834x"]


@pytest.mark.parametrize("text", LONE)
def test_half_a_surrogate_pair_is_never_passed_on(people, neighbour, text):
    client = people.login("alice")
    client.send_bytes(b'{"class":"getlist","function":"updateconfig","listname":"users","commandid":7,"tid":"%s"}\n' % text.encode())
    wait_until(lambda: client.closed or client.all({"replyid": 7}), what="an end or an answer")
    bytes(client.raw).decode("utf-8")


def test_two_thousand_half_open_logins():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, 4096)), hard))
    links = []
    try:
        with Server(cti={"login_timeout": 6}) as server, Neighbour(server):
            before = memory(server)
            for number in range(2000):
                links.append(socket.create_connection(server.address, timeout=10))
                if number % 2:
                    links[-1].sendall(json.dumps({"class": "login_id", "userlogin": f"user{number}", "xivoversion": "2.2"}).encode() + b"\n")
            assert memory(server) - before < 200e6
            client = CtiClient(server.address)
            client.login("alice")
            for number, link in enumerate(links):
                said = b"".join(iter(lambda: link.recv(4096), b""))
                assert (b"sessionid" in said) == bool(number % 2)
            assert client.list_config("users", "1")["firstname"] == "Alice"
            wait_until(lambda: closed_in_vain(server) == 2000, what=lambda: f"2000 in the log, not {closed_in_vain(server)}")
            client.close()
    finally:
        for link in links:
            link.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def closed_in_vain(server):
    """How many logins that were not complete in time the log tells of; it sums up what comes too often for a line each."""
    lines = re.findall(r"login was not complete in time(?: \((?:(\d+) more)?)?", server.log())
    return sum(int(more or 1) for more in lines)


def test_connections_that_come_and_go(server, people, neighbour):
    for _ in range(500):
        socket.create_connection(server.address, timeout=10).close()
    people.login("alice")


def test_a_header_of_another_protocol(people, neighbour, log_since):
    client = people.connect()
    client.send_bytes(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(128)) + b"\n")
    client.wait_closed()
    client = people.connect()
    client.send_bytes(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
    client.wait_closed()


def test_unexpected_shapes_of_every_field(people, neighbour):
    """Each key of each request replaced by each kind of value: nothing but silence, an answer or an error, and the session lives."""
    client = people.login("alice")
    requests = [
        {"class": "keepalive", "commandid": 1},
        {"class": "getlist", "function": "updateconfig", "listname": "users", "tid": "1", "tipbxid": "xivo", "commandid": 1},
        {"class": "availstate", "availstate": "away", "ipbxid": "xivo", "userid": "1"},
        {"class": "ipbxcommand", "command": "dial", "destination": "fridge:xivo/1"},
        {"class": "register_user_status_update", "user_ids": [["x", "y"]]},
        {"class": "subscribe", "message": "queueentryupdate", "queueid": "1"},
        {"class": "logfromclient", "message": "x"},
    ]
    for request in requests:
        for key in request:
            if key == "class":
                continue
            for value in (None, True, 0, -1, 1e308, 2**63, 2**64, "", "x" * 5000, [], [[]], {}, {"": {}}, "\u0000", "\ud83d\ude00"):
                client.send({**request, key: value}, described=False)
    client.ask({"class": "keepalive"}, within=20)
    assert not client.closed
    client.send({"class": "availstate", "availstate": "available"})
    answered_until_keepalive(client, client.mark())


def test_the_server_has_survived_all_of_this(server, people):
    assert server.process.poll() is None
    assert people.login("alice").list_config("users", "1")["firstname"] == "Alice"
