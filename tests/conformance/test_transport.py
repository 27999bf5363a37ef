"""Framing, envelope and bad input (protocol 1.2 to 1.4)."""

import json
import time

import pytest
from conformance.people import answered_until_keepalive, assert_well_formed, of_user, pushes, send_what_goes
from support.waiting import TooLate

KEEPALIVE = b'{"class":"keepalive","commandid":%d}\n'


def answers(client, after):
    """The replyids received since `after`, in order."""
    return [m["replyid"] for m in client.all(lambda m: "replyid" in m, after)]


def test_P003_several_messages_in_one_segment_are_answered_in_order(alice):
    mark = alice.mark()
    alice.send_bytes(KEEPALIVE % 1 + b'{"class":"getipbxlist","commandid":2}\n' + KEEPALIVE % 3)
    alice.wait_for({"replyid": 3}, after=mark)
    assert [(m["class"], m["replyid"]) for m in alice.all({}, mark) if "replyid" in m] == [
        ("keepalive", 1),
        ("getipbxlist", 2),
        ("keepalive", 3),
    ]


def test_P004_a_message_split_over_segments_is_answered_once_it_is_complete(alice):
    mark = alice.mark()
    line = KEEPALIVE % 41
    alice.send_bytes(line[:15])
    with pytest.raises(TooLate):
        alice.wait_for({"class": "keepalive"}, within=0.2, after=mark)
    alice.send_bytes(line[15:])
    alice.wait_for({"replyid": 41}, after=mark)
    alice.ask({"class": "getipbxlist"})
    assert len(alice.all({"class": "keepalive"}, mark)) == 1


def test_P004_a_message_split_at_every_byte_is_answered(alice):
    mark = alice.mark()
    for byte in KEEPALIVE % 42 + KEEPALIVE % 43:
        alice.send_bytes(bytes([byte]))
    alice.wait_for({"replyid": 43}, after=mark)
    assert answers(alice, mark) == [42, 43]


def test_P005_carriage_returns_and_blank_lines_are_harmless(alice):
    mark = alice.mark()
    alice.send_bytes(b'{"class":"keepalive","commandid":51}\r\n' + b"\n" + b"\r\n" + b" \t\n" + b'{"class":"getipbxlist","commandid":52}\n')
    alice.wait_for({"class": "getipbxlist", "replyid": 52}, after=mark)
    assert answers(alice, mark) == [51, 52]
    assert answered_until_keepalive(alice, mark)  # still open


# Accented letters, a script of three bytes a letter, a letter outside the basic plane (two \u escapes), the two bytes most easily mangled.
FOREIGN = ["échoué à Noël", "漢字かな", "𝄞 clef", 'quote " and backslash \\']


@pytest.mark.parametrize("text", FOREIGN)
def test_P006_text_comes_back_whether_raw_or_escaped(alice, text):
    for number, escaped in enumerate([False, True]):
        request = {"class": "people_search", "pattern": text, "commandid": f"{number}{text}"}
        mark = alice.mark()
        alice.send_bytes(json.dumps(request, ensure_ascii=escaped).encode() + b"\n")
        answer = alice.wait_for({"replyid": f"{number}{text}"}, after=mark)
        assert answer["class"] == "people_search_result" and answer["term"] == text


@pytest.mark.parametrize("escaped", [False, True])
def test_P006_text_comes_back_before_the_login_too(people, escaped):
    client = people.connect()
    request = {"class": "login_id", "userlogin": "alice", "xivoversion": "deux-où-trois"}
    client.send_bytes(json.dumps(request, ensure_ascii=escaped).encode() + b"\n")
    assert client.wait_for({"class": "login_id"})["error_string"] == "xivoversion_client:deux-où-trois;2.2"


def test_P007_every_line_is_one_object_with_the_time(people, observer):
    begin = time.time()
    refused = people.connect()
    refused.ask({"class": "login_id", "userlogin": "alice", "xivoversion": "1.2"})
    client = people.login("alice")
    for request in (
        {"class": "getipbxlist"},
        {"class": "getlist", "function": "listid", "listname": "users"},
        {"class": "getlist", "function": "updateconfig", "listname": "users", "tid": "1"},
        {"class": "getlist", "function": "updatestatus", "listname": "phones", "tid": "1"},
        {"class": "ipbxcommand", "command": "dial", "destination": "fridge:xivo/1"},
    ):
        client.ask(request)
    mark = observer.mark()
    client.send({"class": "availstate", "availstate": "away"})
    observer.wait_for(of_user("1", "updatestatus"), after=mark)
    client.ask({"class": "keepalive"})
    for connection in (refused, client, observer):
        assert_well_formed(connection)
    for message in refused.messages + client.messages:
        assert begin - 1 < message["timenow"] < time.time() + 1
        assert "\n" not in json.dumps(message)
    assert len({m["timenow"] for m in client.messages}) > 1, "the time stands still"


REQUESTS = [
    {"class": "keepalive"},
    {"class": "getipbxlist"},
    {"class": "getlist", "function": "listid", "listname": "users"},
    {"class": "getlist", "function": "updateconfig", "listname": "users", "tid": "1"},
    {"class": "getlist", "function": "updatestatus", "listname": "users", "tid": "1"},
    {"class": "ipbxcommand", "command": "dial", "destination": "fridge:xivo/1"},
]


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda r: r.get("function") or r["class"])
def test_P008_the_replyid_repeats_the_commandid(alice, request_):
    for number in (77, "a-7", 0, "", -1, 1.5, True, 9007199254740993):
        mark = alice.mark()
        alice.send({**request_, "commandid": number})
        answer = alice.wait_for(lambda m: m["class"] == request_["class"] and "replyid" in m, after=mark)
        assert answer["replyid"] == number and type(answer["replyid"]) is type(number)


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda r: r.get("function") or r["class"])
@pytest.mark.parametrize("extra", [{}, {"commandid": None}], ids=["absent", "null"])
def test_P008_no_replyid_without_a_commandid(alice, request_, extra):
    key = {"class": request_["class"], **({"function": request_["function"], "tid": "1"} if "tid" in request_ else {})}
    mark = alice.mark()
    alice.send({**request_, **extra})
    assert "replyid" not in alice.wait_for(key, after=mark)


def test_P008_the_steps_of_the_login_repeat_it_too(people):
    client = people.connect()
    for request in (
        {"class": "login_id", "userlogin": "alice", "xivoversion": "2.2", "commandid": "a-7"},
        {"class": "login_pass", "password": "alice-demo", "commandid": 77},
        {"class": "login_capas", "capaid": 3, "state": "available", "commandid": "a-9"},
    ):
        client.send(request)
        answer = client.wait_for({"class": request["class"]})
        assert answer["replyid"] == request["commandid"] and "error_string" not in answer
    client.user_id = answer["userid"]


@pytest.mark.parametrize("text", [b"\\ud83d", b"\\ude00x"])
def test_P006_half_a_surrogate_pair_is_replaced_and_ends_nothing(alice, text):
    mark = alice.mark()
    alice.send_bytes(b'{"class":"people_search","pattern":"' + text + b'"}\n' + KEEPALIVE % 93)
    assert "\ufffd" in alice.wait_for({"class": "people_search_result"}, after=mark)["term"]
    alice.wait_for({"class": "keepalive", "replyid": 93}, after=mark)


def test_P009_malformed_json_ends_the_connection_after_the_lines_before_it(alice, observer):
    mark, watched = alice.mark(), observer.mark()
    alice.send_bytes(KEEPALIVE % 91 + b'{"class":"availstate","availstate":"away"}\n' + b'{"class":\n' + KEEPALIVE % 92)
    alice.wait_closed()
    assert answers(alice, mark) == [91]
    observer.wait_for({**of_user("1", "updatestatus"), "status": {"availstate": "disconnected"}}, after=watched)
    states = [m["status"]["availstate"] for m in pushes(observer, of_user("1", "updatestatus"), watched)]
    assert states == ["away", "disconnected"]


@pytest.mark.parametrize(
    "line",
    [
        b"{'class':'keepalive'}",
        b'{"class":"keepalive"}}',
        b'{"class":"keepalive"',
        b'{"class":"keepalive"} {"class":"keepalive"}',
        b"GET / HTTP/1.1",
        b"\x00",
    ],
)
def test_P009_anything_that_is_not_json_ends_the_connection(alice, line):
    mark = alice.mark()
    alice.send_bytes(line + b"\n")
    alice.wait_closed()
    assert not alice.all({"class": "keepalive"}, mark)


@pytest.mark.parametrize(
    "line",
    [b"[1,2]", b'{"commandid":1}', b'{"class":7}', b'{"class":null}', b'{"class":["keepalive"]}', b'"keepalive"', b"7", b"null", b"{}"],
)
@pytest.mark.parametrize("logged_in", [True, False], ids=["after login", "before login"])
def test_P010_what_is_no_object_or_has_no_class_ends_the_connection(people, line, logged_in):
    client = people.login("alice") if logged_in else people.connect()
    mark = client.mark()
    client.send_bytes(line + b"\n")
    client.wait_closed(within=1.5)
    assert not client.all(lambda m: m.get("class") != "getlist", mark)


@pytest.mark.parametrize(
    "message",
    [
        {"class": "frobnicate"},
        {"class": ""},
        {"class": "KEEPALIVE"},
        {"class": "ipbxcommand", "command": "frobnicate"},
        {"class": "getlist", "function": "frobnicate", "listname": "users", "tid": "1"},
        {"class": "subscribe", "message": "frobnicate"},
    ],
    ids=str,
)
def test_P011_an_unknown_request_is_ignored(alice, message):
    mark = alice.mark()
    alice.send({**message, "commandid": 1}, described=False)
    assert answered_until_keepalive(alice, mark) == []


@pytest.mark.parametrize(
    "message",
    [
        {"class": "direct_transfer"},
        {"class": "ipbxcommand"},
        {"class": "ipbxcommand", "command": 7},
        {"class": "ipbxcommand", "command": "dial"},
        {"class": "ipbxcommand", "command": "dial", "destination": 1002},
        {"class": "ipbxcommand", "command": "dial", "destination": None},
        {"class": "ipbxcommand", "command": "dial", "destination": ["1002"]},
        {"class": "getlist"},
        {"class": "getlist", "function": "listid"},
        {"class": "getlist", "function": "listid", "listname": 7},
        {"class": "getlist", "function": 7, "listname": "users"},
        {"class": "getlist", "function": "updateconfig", "listname": "users"},
        {"class": "getlist", "function": "updateconfig", "listname": "users", "tid": {"id": 1}},
        {"class": "availstate"},
        {"class": "availstate", "availstate": 7},
        {"class": "availstate", "availstate": {"away": True}},
        {"class": "register_user_status_update"},
        {"class": "register_user_status_update", "user_ids": "all"},
        {"class": "register_endpoint_status_update", "endpoint_ids": [7, "x", [], ["x"], {}, [1, 2, 3]]},
        {"class": "register_agent_status_update", "agent_ids": {"0": ["x", "1"]}},
        {"class": "unregister_user_status_update", "user_ids": 5},
    ],
    ids=str,
)
def test_P012_a_known_request_with_missing_or_bad_fields_is_ignored(alice, observer, message):
    mark, watched = alice.mark(), observer.mark()
    alice.send({**message, "commandid": 1}, described=False)
    assert answered_until_keepalive(alice, mark) == []
    phone = alice.phones()["1001"]
    assert observer.hears_nothing({"class": "getlist", "function": "updatestatus", "listname": "phones", "tid": phone}, watched)
    assert alice.list_status("users", "1") == {"availstate": "available", "connection": "yes"}


def test_P013_an_endless_line_before_the_login_ends_the_connection(people):
    client = people.connect()
    send_what_goes(client, b"x" * 100_000)
    client.wait_closed(within=2)
    assert client.messages == []


def test_P013_the_bound_before_the_login_is_64_kib(people):
    def login_id(size):
        message = {"class": "login_id", "userlogin": "alice", "xivoversion": "2.2", "ident": ""}
        message["ident"] = "x" * (size - len(json.dumps(message)))
        return json.dumps(message).encode()

    client = people.connect()
    client.send_bytes(login_id(65_500) + b"\n")
    assert "sessionid" in client.wait_for({"class": "login_id"})

    client = people.connect()
    send_what_goes(client, login_id(65_600) + b"\n")
    client.wait_closed(within=2)
    assert client.messages == []


def test_P013_after_the_login_lines_may_be_long(alice):
    mark = alice.mark()
    alice.send({"class": "frobnicate", "data": "x" * 20_000_000}, described=False)
    alice.ask({"class": "keepalive"}, within=20)
    assert not alice.closed and len(answers(alice, mark)) == 1


def test_P013_many_short_lines_are_not_one_long_line(people):
    client = people.connect()
    client.send_bytes(b'{"class":"keepalive"}\n' * 20_000)  # ignored before the login, and far more than a line may have
    assert "sessionid" in client.ask({"class": "login_id", "userlogin": "alice", "xivoversion": "2.2"})
