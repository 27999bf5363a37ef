"""CTI over WebSocket: /ws of the HTTP face. What is said there is the protocol of the other faces; how, is RFC 6455."""

import json
import time

import pytest
from conformance.people import answered_until_keepalive, of_user
from conformance.test_monitoring import get, metrics
from conformance.tls import make_certificate
from support.cti_client import CtiClient
from support.server import Server
from support.waiting import wait_until
from support.websocket import CLOSE, CONTINUATION, PING, PONG, TEXT, WebSocketClient, ask_for_websocket, closing, frame, text

KEEPALIVE = '{"class":"keepalive","commandid":%d}'


# -- the protocol


def test_the_login_and_lists_are_those_of_the_other_faces(sockets, people):
    client = sockets("alice")
    plain = people.login("bob")
    assert not client.all({"class": "starttls"})
    for question in (
        {"class": "getlist", "function": "listid", "listname": "users", "tipbxid": "xivo"},
        {"class": "getlist", "function": "updateconfig", "listname": "users", "tid": "2", "tipbxid": "xivo"},
        {"class": "getlist", "function": "updatestatus", "listname": "phones", "tid": "1", "tipbxid": "xivo"},
        {"class": "getipbxlist"},
    ):
        varies = {"timenow": 0, "replyid": 0}
        assert {**client.ask(question), **varies} == {**plain.ask(question), **varies}


def test_there_is_no_starttls_where_others_are_offered_it(tmp_path):
    with Server(cti=make_certificate(tmp_path)) as server:
        plain, client = CtiClient(server.address), WebSocketClient(server.http_address)
        plain.wait_for({"class": "starttls"})
        client.send({"class": "starttls", "status": True})
        client.login("alice")
        assert not client.all({"class": "starttls"})
        client.close()
        plain.close()


def test_every_watcher_hears_the_same_bytes_whatever_its_face(sockets, people):
    watchers = [sockets("alice") for _ in range(10)] + [people.login("alice") for _ in range(10)]
    bob = sockets("bob")
    for watcher in watchers:
        watcher.ask({"class": "keepalive"})  # his login is over for all of them
    marks = [watcher.mark() for watcher in watchers]
    for state in ("away", "berightback", "outtolunch"):
        bob.send({"class": "availstate", "availstate": state})
    last = {**of_user("2", "updatestatus"), "status": {"availstate": "outtolunch"}}
    heard = []
    for watcher, mark in zip(watchers, marks):
        watcher.wait_for(last, after=mark)
        lines = bytes(watcher.raw).split(b"\n")
        heard.append([line for line in lines[mark:] if b'"tid":"2"' in line])
    assert len(heard[0]) >= 3 and all(lines == heard[0] for lines in heard)


def test_a_call_is_told_to_a_websocket(sockets, exchange):
    client = sockets("alice")
    bobs = client.phones()["1002"]
    mark = client.mark()
    exchange.console("call 1001 1002")
    client.wait_for({"listname": "phones", "tid": bobs, "function": "updatestatus"}, after=mark)


def test_a_message_may_come_in_several_frames_with_a_ping_between_them(sockets):
    client = sockets("alice")
    line = (KEEPALIVE % 7).encode()
    client.send_frames(frame(TEXT, line[:5], last=False), frame(PING, b"are you there"), frame(CONTINUATION, b"", last=False))
    assert client.wait_control(PONG) == b"are you there"
    client.send_frames(frame(CONTINUATION, line[5:]))
    client.wait_for({"replyid": 7})


def test_a_message_split_at_every_byte_is_answered(sockets):
    client = sockets("alice")
    mark = client.mark()
    for byte in text(KEEPALIVE % 42) + text("") + text(" \r\n") + text(KEEPALIVE % 43):
        client.send_frames(bytes([byte]))
    client.wait_for({"replyid": 43}, after=mark)
    assert [m["replyid"] for m in client.all(lambda m: "replyid" in m, mark)] == [42, 43]


def test_many_requests_at_once_are_all_answered_in_order(sockets):
    client = sockets("alice")
    mark = client.mark()
    numbers = range(100_000, 102_000)
    client.send_frames(*[text(KEEPALIVE % number) for number in numbers])
    client.wait_for({"replyid": numbers[-1]}, within=60, after=mark)
    assert [m["replyid"] for m in client.all({"class": "keepalive"}, mark)] == list(numbers)


@pytest.mark.parametrize("message", [b"no json", b"[]", b'{"class":1}', b'{"class":"keepalive"}\n{"class":"keepalive"}'])
def test_what_is_not_one_message_ends_the_session(sockets, message):
    client = sockets("alice")
    client.send_frames(text(message))
    assert client.wait_code() == 1008
    assert client.wait_control(CLOSE)[2:] == b"sent a line that is not a CTI message"


# -- who may come


def test_pages_of_the_same_host_and_programs_may_open_one(sockets, server):
    host, port = server.http_address
    sockets("alice", Origin=f"http://{host}:{port}")
    sockets("bob")
    sockets("carol", Host="cti.example", Origin="https://cti.example")


def test_pages_of_elsewhere_are_refused_and_told_which_setting_admits_them(server):
    link, status, body = ask_for_websocket(server.http_address, Origin="https://evil.example")
    link.close()
    assert status == 403 and b"https://evil.example" in body and b"http.origins" in body
    wait_until(lambda: "http.origins does not admit (127.0.0.1, https://evil.example)" in server.log(), what="a line in the log")


def test_the_list_of_origins_is_the_whole_of_it():
    with Server(http={"origins": ["https://phone.example", "http://localhost:8080"]}) as server:
        host, port = server.http_address
        for origin, expected in (
            ("https://phone.example", 101),
            ("http://localhost:8080", 101),
            (None, 101),
            ("http://localhost", 403),
            (f"http://{host}:{port}", 403),
            ("null", 403),
        ):
            link, status, _ = ask_for_websocket(server.http_address, Origin=origin)
            link.close()
            assert status == expected, origin


@pytest.mark.parametrize(
    "status, headers",
    [
        (426, {"Sec_WebSocket_Version": "8"}),
        (426, {"Upgrade": None}),
        (426, {"Connection": "keep-alive"}),
        (400, {"Sec_WebSocket_Key": None}),
        (400, {"Sec_WebSocket_Key": "short"}),
        (404, {"path": "/wss"}),
    ],
)
def test_other_requests_are_refused(server, status, headers):
    link, answered, _ = ask_for_websocket(server.http_address, **headers)
    link.close()
    assert answered == status


def test_monitoring_is_where_it_was(server, sockets):
    before = metrics(server)
    sockets("alice")
    assert json.loads(get(server, "/health")[2])["status"] == "ok"
    now = metrics(server)
    for name in ('crosspoint_clients_by_kind{kind="websocket"}', "crosspoint_clients_connected", "crosspoint_clients_logged_in"):
        assert now[name] == before[name] + 1
    assert now['crosspoint_clients_by_kind{kind="plain"}'] == before['crosspoint_clients_by_kind{kind="plain"}'] >= 1
    assert now["crosspoint_exchange_lag_seconds_count"] > 0


# -- life and end


def test_the_server_asks_who_is_silent_and_closes_who_does_not_answer():
    with Server(http={"ping_every": 1}) as server:
        living, dead = WebSocketClient(server.http_address), WebSocketClient(server.http_address, answers=False)
        living.login("alice")
        dead.login("bob")
        begin = time.monotonic()
        assert dead.wait_control(PING) == b""
        dead.wait_closed(within=8)
        assert dead.close_code == 1008 and dead.wait_control(CLOSE)[2:] == b"does not answer pings"
        assert time.monotonic() - begin > 1
        wait_until(lambda: len([1 for kind, _ in living.control if kind == PING]) >= 3, what="more pings")
        assert answered_until_keepalive(living, living.mark()) is not None and not living.closed
        living.close()


def test_a_close_is_answered_with_its_code_after_what_was_asked(sockets, observer):
    client = sockets("alice", answers=False)
    mark = observer.mark()
    client.send_frames(text(KEEPALIVE % 3), closing(4321, b"enough"), text(KEEPALIVE % 4))
    assert client.wait_code() == 4321
    assert client.all({"replyid": 3}) and not client.all({"replyid": 4})
    observer.wait_for({"tid": "1", "status": {"availstate": "disconnected"}}, after=mark)


def test_a_close_without_a_code_is_answered_without_one(sockets):
    client = sockets("alice", answers=False)
    client.send_frames(frame(CLOSE))
    client.wait_closed()
    assert client.wait_control(CLOSE) == b""


def test_an_end_without_a_close_is_an_end_too(sockets, observer):
    client = sockets("alice")
    mark = observer.mark()
    client.close()
    observer.wait_for({"tid": "1", "status": {"availstate": "disconnected"}}, within=2, after=mark)


def test_a_server_that_stops_says_so():
    with Server() as server:
        polite, mute = WebSocketClient(server.http_address), WebSocketClient(server.http_address, answers=False)
        polite.login("alice")
        mute.login("bob")
        assert server.stop() == 0
        assert polite.wait_code() == mute.wait_code() == 1001
        assert not polite.all({"class": "disconnect"}), "they are to come back"


def test_who_is_sent_away_is_told_and_closed():
    with Server() as server:
        client = WebSocketClient(server.http_address)
        client.login("alice")
        server.run("user", "remove", "alice")
        wait_until(lambda: client.closed or client.all({"class": "disconnect"}), within=5, what="a farewell")
        assert client.wait_code() == 1008
        client.close()
