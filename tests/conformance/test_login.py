"""The first two steps of the login, their errors and their time (protocol 3.1 to 3.3, 1.6)."""

import json
import re
import time

import pytest
from conformance.login_steps import CONFIG, LOGIN_ID, LOGIN_TIMEOUT, SLACK, login_id, login_pass, said_nothing_until_closed
from conformance.people import of_user, send_what_goes
from support.cti_client import CtiClient
from support.server import Server
from support.waiting import TooLate

# -- time


def test_P014_a_silent_client_is_closed_after_the_login_timeout(people):
    begin = time.monotonic()
    client = people.connect()
    client.wait_closed(within=LOGIN_TIMEOUT + SLACK)
    assert LOGIN_TIMEOUT - 0.2 < time.monotonic() - begin
    assert client.messages == []


def test_P014_talk_does_not_stop_the_login_timer(people):
    begin = time.monotonic()
    client = people.connect()
    login_id(client)
    while not client.closed and time.monotonic() < begin + LOGIN_TIMEOUT + SLACK:
        send_what_goes(client, b'{"class":"keepalive"}\n')
        time.sleep(0.1)
    assert client.closed
    assert LOGIN_TIMEOUT - 0.2 < time.monotonic() - begin < LOGIN_TIMEOUT + SLACK


def test_P014_the_default_is_five_seconds():
    with Server() as server:
        begin = time.monotonic()
        client = CtiClient(server.address)
        client.wait_closed(within=5 + SLACK)
        assert 4.8 < time.monotonic() - begin
        client.close()


def test_P015_the_login_ends_the_login_timer(alice):
    with pytest.raises(TooLate):
        alice.wait_closed(within=3 * LOGIN_TIMEOUT)
    alice.ask({"class": "keepalive"})


def test_P016_commands_before_the_login_are_ignored(people, observer):
    client, watched = people.connect(), observer.mark()
    early = [
        {"class": "getlist", "function": "listid", "listname": "users"},
        {"class": "availstate", "availstate": "away"},
        {"class": "keepalive"},
        {"class": "getipbxlist"},
        {"class": "ipbxcommand", "command": "dial", "destination": "1002"},
        {"class": "logout"},
        {"class": "frobnicate"},
    ]
    for number, message in enumerate(early):
        client.send({**message, "commandid": f"early {number}"}, described=False)
    assert login_id(client)["class"] == "login_id"
    for number, message in enumerate(early):
        client.send({**message, "commandid": f"between {number}"}, described=False)
    assert client.ask({"class": "login_pass", "password": "alice-demo"})["capalist"] == [3]
    for number, message in enumerate(early):
        client.send({**message, "commandid": f"late {number}"}, described=False)
    client.user_id = client.ask({"class": "login_capas", "capaid": 3, "state": "nosuch"})["userid"]
    assert [m["class"] for m in client.messages] == ["login_id", "login_pass", "login_capas"]
    assert client.list_status("users", "1") == {"availstate": "disconnected", "connection": "yes"}
    assert observer.hears_nothing(of_user("1", "updatestatus"), watched)


# -- login_id


def test_P024_login_id_is_answered_with_a_session_id(people):
    seen = set()
    for _ in range(3):
        answer = login_id(people.connect())
        assert set(answer) == {"class", "replyid", "timenow", "sessionid", "xivoversion"}
        assert answer["xivoversion"] == "2.2"
        assert re.fullmatch(r"[A-Za-z0-9]{10}", answer["sessionid"]) and len(set(answer["sessionid"])) == 10
        seen.add(answer["sessionid"])
    assert len(seen) == 3


def test_P024_company_and_ident_may_be_missing(people):
    assert "sessionid" in login_id(people.connect(), company=None, ident=None)


@pytest.mark.parametrize("version", ["2.3", "2.2"])
def test_P025_wazoversion_is_accepted_and_answered(people, version):
    answer = login_id(people.connect(), xivoversion=None, wazoversion=version)
    assert answer["wazoversion"] == version and answer["xivoversion"] == "2.2"
    assert "sessionid" in answer and "error_string" not in answer


def test_P025_2_3_can_be_switched_off():
    with Server(cti={"protocol_2_3": False}) as server:
        client = CtiClient(server.address)
        assert login_id(client, xivoversion=None, wazoversion="2.3")["error_string"] == "wazoversion_client:2.3;2.2"
        client.close()
        client = CtiClient(server.address)
        assert "sessionid" in login_id(client, xivoversion=None, wazoversion="2.2")
        client.close()


@pytest.mark.parametrize("version", ["1.2", "2.1", "2.3", "2.20", "02.2", " 2.2", ""])
def test_P026_another_version_is_refused(people, version):
    answer = login_id(people.connect(), xivoversion=version)
    assert set(answer) == {"class", "replyid", "timenow", "error_string"}
    assert answer["error_string"] == f"xivoversion_client:{version};2.2"


@pytest.mark.parametrize("version", ["9.9", "1.2", "2.4"])
def test_P027_the_refusal_follows_the_spelling_of_the_client(people, version):
    answer = login_id(people.connect(), xivoversion=None, wazoversion=version)
    assert answer["error_string"] == f"wazoversion_client:{version};2.2"


def test_P028_no_version_is_refused(people):
    assert login_id(people.connect(), xivoversion=None)["error_string"] == "xivoversion_client:;2.2"


def test_P029_a_refused_login_id_cannot_be_tried_again(people):
    begin = time.monotonic()
    client = people.connect()
    login_id(client, xivoversion="1.2")
    mark = client.mark()
    client.send({**LOGIN_ID, "commandid": 2})
    client.send({"class": "login_pass", "password": "alice-demo", "commandid": 3})
    assert said_nothing_until_closed(client, mark)
    assert time.monotonic() - begin > LOGIN_TIMEOUT - 0.2, "closed at once: the client could not have read why"


def test_P029_an_accepted_login_id_cannot_be_changed(people):
    client = people.connect()
    login_id(client)
    mark = client.mark()
    client.send({**LOGIN_ID, "userlogin": "bob", "commandid": 2})
    answer = client.ask({"class": "login_pass", "password": "alice-demo"}, within=10)
    assert answer["capalist"] == [3] and client.all({}, mark) == [answer]
    client.user_id = client.ask({"class": "login_capas", "capaid": 3, "state": "available"})["userid"]
    assert client.user_id == "1"


def test_P030_login_id_needs_a_login(people):
    answer = login_id(people.connect(), described=False, userlogin=None)
    assert answer["error_string"] == "missing:userlogin" and "sessionid" not in answer


# -- login_pass


def test_P031_the_right_password_gives_the_profile(people):
    answer = login_pass(people.connect(), "alice")
    assert set(answer) == {"class", "replyid", "timenow", "capalist"}
    assert answer["capalist"] == [3] and type(answer["capalist"][0]) is int


@pytest.mark.parametrize("password", ["wrong", "alice-Demo", "alice-demo ", "alice-demo\u0000", "", "bob-demo"])
def test_P032_a_wrong_password_is_refused(people, password):
    client = people.connect()
    login_id(client)
    answer = client.ask({"class": "login_pass", "password": password}, within=10)
    assert answer["error_string"] == "login_password" and "capalist" not in answer


def test_P032_a_refused_password_cannot_be_tried_again(people):
    client = people.connect()
    login_pass(client, "alice", "wrong")
    mark = client.mark()
    client.send({"class": "login_pass", "password": "alice-demo", "commandid": 2})
    client.send({"class": "login_capas", "capaid": 3, "state": "available", "commandid": 3})
    assert said_nothing_until_closed(client, mark)


@pytest.mark.parametrize("first, second", [("wrong", "alice-demo"), ("wrong", "wrong"), ("alice-demo", "wrong")])
def test_P032_of_two_passwords_at_once_the_first_counts(people, first, second):
    client = people.connect()
    login_id(client)
    both = [{"class": "login_pass", "password": password, "commandid": str(n)} for n, password in enumerate((first, second))]
    client.send_bytes("".join(json.dumps(message) + "\n" for message in both).encode())
    answer = client.wait_for({"class": "login_pass"}, within=10)
    assert answer["replyid"] == "0" and ("capalist" in answer) == (first == "alice-demo")
    client.wait_closed(within=LOGIN_TIMEOUT + SLACK)
    assert len(client.all({"class": "login_pass"})) == 1


def test_P033_an_unknown_login_is_not_told_apart_from_a_wrong_password(people):
    unknown = login_pass(people.connect(), "mallory", "whatever")
    wrong = login_pass(people.connect(), "alice", "whatever")
    assert unknown["error_string"] == "login_password"
    assert set(unknown) == set(wrong) and unknown["error_string"] == wrong["error_string"]


def test_P035_a_user_without_profile_is_told_so(people):
    answer = login_pass(people.connect(), "heidi")
    assert answer["error_string"] == "capaid_undefined" and "capalist" not in answer
    assert login_pass(people.connect(), "heidi", "wrong")["error_string"] == "login_password"


def test_P038_login_pass_before_login_id_is_not_answered(people):
    client = people.connect()
    client.send({"class": "login_pass", "password": "alice-demo", "commandid": 1})
    client.send({"class": "login_capas", "capaid": 3, "state": "available", "commandid": 2})
    assert said_nothing_until_closed(client, 0)


@pytest.mark.parametrize("fields", [{"hashedpassword": "b5b8fd4a3c"}, {}, {"password": None}, {"password": 7}], ids=str)
def test_P039_a_login_pass_without_password_is_refused(people, fields):
    client = people.connect()
    login_id(client)
    assert client.ask({"class": "login_pass", **fields}, described=False)["error_string"] == "login_password"
