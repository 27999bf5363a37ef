"""What one WebSocket may use, and what becomes of those that want more or keep to no rule."""

import json
import resource
import threading
import time

import pytest
from conformance.test_hostile_clients import Neighbour, memory
from conformance.test_monitoring import metrics
from support.cti_client import CtiClient
from support.server import Server
from support.waiting import TooLate, wait_until
from support.websocket import BINARY, CLOSE, CONTINUATION, PING, PONG, TEXT, WebSocketClient, ask_for_websocket, closing, frame, text

LOGIN_TIMEOUT = 3
CONFIG = {"cti": {"login_timeout": LOGIN_TIMEOUT}, "limits": {"login_line": "64k", "line": "1M"}}
KEEPALIVE = '{"class":"keepalive","commandid":%d}'


@pytest.mark.parametrize("user, limit", [(None, 64 << 10), ("alice", 1 << 20)], ids=["before login", "after login"])
def test_messages_are_bounded(sockets, user, limit):
    def padded(size):
        return (KEEPALIVE % 9).encode() + b" " * (size - len(KEEPALIVE % 9))

    client = sockets(user)
    client.send_frames(text(padded(limit)))
    if user:
        client.wait_for({"replyid": 9})
    client.send_frames(frame(PING))
    client.wait_control(PONG)
    client.send_what_goes(text(padded(limit + 1)))
    assert client.wait_code() == 1009


def test_a_message_that_says_it_is_too_long_is_refused_before_it_comes(sockets):
    client = sockets()
    client.send_frames(frame(TEXT, b"x" * 65537)[:20])
    assert client.wait_code() == 1009
    client = sockets()
    client.send_frames(b"\x81\xff" + b"\x7f" + b"\xff" * 7 + b"mask")
    assert client.wait_code() == 1009


@pytest.mark.parametrize("user", [None, "alice"], ids=["before login", "after login"])
def test_a_flood_of_fragments_is_bounded_by_what_they_amount_to(sockets, server, user):
    client = sockets(user)
    before = memory(server)
    with Neighbour(server):
        client.send_what_goes(frame(TEXT, b"", last=False))
        block = frame(CONTINUATION, b"x" * 10, last=False) * 10_000
        for _ in range(100):
            client.send_what_goes(block)
            if client.closed:
                break
        assert client.wait_code(within=20) == 1009
    assert memory(server) - before < 30e6


def test_a_flood_of_empty_fragments_and_of_pings_holds_no_memory_and_nobody_up(sockets, server):
    client = sockets("alice")
    before = memory(server)
    with Neighbour(server):
        client.send_frames(frame(TEXT, b"", last=False))
        for _ in range(50):
            client.send_frames(frame(CONTINUATION, b"", last=False) * 10_000, frame(PING, b"x" * 125) * 1000)
        client.send_frames(frame(CONTINUATION, (KEEPALIVE % 5).encode()))
        client.wait_for({"replyid": 5}, within=60)
    assert memory(server) - before < 30e6


@pytest.mark.parametrize(
    "code, bytes_",
    [
        (1002, frame(TEXT, b"{}", mask=b"")),
        (1002, frame(TEXT, b"{}", reserved=0x40)),
        (1002, frame(3, b"{}")),
        (1002, frame(11)),
        (1002, frame(CONTINUATION, b"{}")),
        (1002, frame(TEXT, b"{}", last=False) + text("{}")),
        (1002, frame(PING, b"x" * 126)),
        (1002, frame(PING, last=False)),
        (1002, frame(CLOSE, b"x")),
        (1002, closing(1005)),
        (1003, frame(BINARY, b"{}")),
        (1007, text(b'{"class":"caf\xe9"}')),
        (1007, frame(TEXT, b"\xe6", last=False) + frame(CONTINUATION, b"\xbc")),
        (1007, closing(1000, b"\xff")),
    ],
)
def test_who_breaks_the_rules_is_told_which(sockets, code, bytes_):
    for user in (None, "alice"):
        client = sockets(user)
        client.send_frames(bytes_)
        client.send_what_goes(b"x" * 200_000)  # and goes on as if nothing were
        wait_until(lambda: client.close_code, what="a Close")
        client.close()
        assert client.close_code == code


def test_a_login_that_takes_too_long_is_ended(sockets):
    client = sockets()
    begin = time.monotonic()
    assert client.wait_code(within=LOGIN_TIMEOUT + 3) == 1008
    assert LOGIN_TIMEOUT - 1 < time.monotonic() - begin


def test_a_refused_login_is_answered_and_ends_with_the_time_for_it(sockets):
    client = sockets()
    client.ask({"class": "login_id", "userlogin": "alice", "xivoversion": "2.2"})
    assert client.ask({"class": "login_pass", "password": "wrong"}, within=10)["error_string"] == "login_password"
    assert client.wait_code(within=LOGIN_TIMEOUT + 3) == 1008


def refused_code(server):
    """The code with which a WebSocket is closed at once; None if it is served."""
    client = WebSocketClient(server.http_address)
    try:
        client.ask({"class": "login_id", "userlogin": "alice", "xivoversion": "2.2"}, within=3)
        return None
    except (TooLate, OSError):
        return client.close_code
    finally:
        client.close()


def test_sessions_of_all_faces_count_together():
    with Server(limits={"sessions": 2}, cti={"login_timeout": 30}) as server:
        plain, client = CtiClient(server.address), WebSocketClient(server.http_address)
        plain.login("alice")
        client.login("bob")
        assert refused_code(server) == 1013
        plain.close()
        wait_until(lambda: refused_code(server) is None, what="room for another")
        client.close()


def test_connections_without_a_login_are_bounded_for_each_address():
    with Server(limits={"anonymous_per_address": 2}, cti={"login_timeout": 30}) as server:
        waiting = [CtiClient(server.address), WebSocketClient(server.http_address)]
        for client in waiting:
            client.ask({"class": "login_id", "userlogin": "alice", "xivoversion": "2.2"})
        assert refused_code(server) == 1013
        elsewhere = WebSocketClient(server.http_address, source="127.0.0.2")
        elsewhere.login("alice")
        for client in [*waiting, elsewhere]:
            client.close()


def test_a_client_that_reads_nothing_is_closed_and_nobody_else_suffers():
    with Server(limits={"outbox": "256k"}) as server:
        observer, bob = CtiClient(server.address), WebSocketClient(server.http_address)
        observer.login("frank")
        bob.login("bob")
        mark = observer.mark()
        deaf = WebSocketClient(server.http_address, answers=False, receive_buffer=4096)
        deaf.login("alice")
        deaf.stop_reading()
        question = {"class": "getlist", "function": "updateconfig", "listname": "queuemembers", "tid": "x" * 2000}
        seen_behind = []

        def ask_in_vain():
            for number in range(20_000):
                deaf.send_what_goes(text(json.dumps({**question, "commandid": number})))

        asking = threading.Thread(target=ask_in_vain, daemon=True)
        asking.start()

        def gone():
            seen_behind.append(metrics(server)["crosspoint_clients_behind"])
            return observer.all({"tid": "1", "status": {"availstate": "disconnected"}}, mark)

        wait_until(gone, within=30, what="alice gone")
        assert max(seen_behind) == 1
        assert metrics(server)['crosspoint_clients_closed_total{reason="does not read"}'] == 1
        mark = observer.mark()
        bob.send({"class": "availstate", "availstate": "away"})
        observer.wait_for({"tid": "2", "status": {"availstate": "away"}}, after=mark)
        deaf.socket.close()
        asking.join(30)
        bob.close()
        observer.close()


def test_a_thousand_are_served_at_once():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, 4096)), hard))
    links = []
    try:
        with Server(cti={"login_timeout": 120}) as server, Neighbour(server) as neighbour:
            before = memory(server)
            for _ in range(1000):
                link, status, rest = ask_for_websocket(server.http_address)
                assert (status, rest) == (101, b"")
                links.append(link)
            wait_until(lambda: metrics(server)['crosspoint_clients_by_kind{kind="websocket"}'] == 1000, what="a thousand of them")
            assert (memory(server) - before) / 1000 < 40_000
            for link in links:
                link.sendall(text(json.dumps({"class": "login_id", "userlogin": "alice", "xivoversion": "2.2"})))
            for link in links:
                assert b"sessionid" in link.recv(4096)
            assert neighbour.rounds
    finally:
        for link in links:
            link.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
