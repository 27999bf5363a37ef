"""The three steps, their errors and what follows them (protocol 3.1 to 3.5, 1.6)."""

import json
import re
import time

import pytest
from conformance.people import answered_until_keepalive, of_user, pushes, send_what_goes
from support.cti_client import CtiClient
from support.server import Server
from support.waiting import TooLate

LOGIN_TIMEOUT = 2
# Wrong passwords are tried here more often than is good for the login.
CONFIG = {"cti": {"login_timeout": LOGIN_TIMEOUT}, "limits": {"logins_per_user": 1000}}
# No later than the timeout: plus what a busy machine may need to notice.
SLACK = 1.5

LOGIN_ID = {"class": "login_id", "company": "xivo", "ident": "test", "userlogin": "alice", "xivoversion": "2.2"}


def login_id(client, **changes):
    """The answer to the first step. A change to None leaves the key out."""
    return client.ask({k: v for k, v in {**LOGIN_ID, **changes}.items() if v is not None})


def login_pass(client, user, password=None):
    assert "error_string" not in login_id(client, userlogin=user)
    return client.ask({"class": "login_pass", "password": password or f"{user}-demo"}, within=10)


def said_nothing_until_closed(client, mark, within=LOGIN_TIMEOUT + SLACK):
    """The server ends the connection in time and does not say a word before."""
    client.wait_closed(within)
    return client.all({}, mark) == []


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
        client.send({**message, "commandid": f"early {number}"})
    assert login_id(client)["class"] == "login_id"
    for number, message in enumerate(early):
        client.send({**message, "commandid": f"between {number}"})
    assert client.ask({"class": "login_pass", "password": "alice-demo"})["capalist"] == [3]
    for number, message in enumerate(early):
        client.send({**message, "commandid": f"late {number}"})
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
    answer = login_id(people.connect(), userlogin=None)
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
    assert client.ask({"class": "login_pass", **fields})["error_string"] == "login_password"


# -- login_capas


@pytest.mark.parametrize("capaid", [3, "3"])
def test_P040_P041_login_capas_takes_the_profile_as_number_or_text(people, capaid):
    client = people.connect()
    login_pass(client, "alice")
    answer = client.ask({"class": "login_capas", "capaid": capaid, "state": "available"})
    client.user_id = answer["userid"]
    assert set(answer) == {"class", "replyid", "timenow", "userid", "ipbxid", "presence", "appliname", "capas", "capaxlets"}
    assert answer["userid"] == "1" and answer["ipbxid"] == "xivo"
    assert answer["presence"] == "available" and answer["appliname"] == "Client"
    assert client.list_config("users", "1")["firstname"] == "Alice"


COLOR = re.compile(r"#[0-9A-Fa-f]{6}")
LINE_STATES = {"-2", "-1", "0", "1", "2", "4", "8", "9", "16"}


@pytest.mark.parametrize("user", ["alice", "carol", "dave", "frank"])
def test_P042_shape_of_capas(people, observer, user):
    capas = (people.login(user) if user != "frank" else observer).all({"class": "login_capas"})[0]["capas"]
    assert set(capas) == {"preferences", "services", "userstatus", "phonestatus"}
    if capas["preferences"] is not False:
        assert capas["preferences"] and all(type(k) is type(v) is str for k, v in capas["preferences"].items())
    assert isinstance(capas["services"], list) and all(isinstance(s, str) and s for s in capas["services"])
    assert {"available", "disconnected"} <= set(capas["userstatus"])
    for presence in capas["userstatus"].values():
        assert {"longname", "color"} <= set(presence) <= {"longname", "color", "allowed", "actions"}
        assert isinstance(presence["longname"], str) and COLOR.fullmatch(presence["color"])
        if "allowed" in presence:
            assert presence["allowed"] and set(presence["allowed"]) <= set(capas["userstatus"])
        if "actions" in presence:
            assert presence["actions"] and all(type(k) is type(v) is str for k, v in presence["actions"].items())
    assert set(capas["phonestatus"]) == LINE_STATES
    for state in capas["phonestatus"].values():
        assert set(state) == {"longname", "color"} and isinstance(state["longname"], str) and COLOR.fullmatch(state["color"])


def test_P042_capas_of_the_installed_profile(alice):
    capas = alice.all({"class": "login_capas"})[0]["capas"]
    assert set(capas["services"]) == {"enablednd", "fwdunc", "fwdbusy", "fwdrna"}
    assert set(capas["userstatus"]) == {"available", "away", "outtolunch", "donotdisturb", "berightback", "disconnected"}
    assert capas["userstatus"]["available"]["actions"] == {"enablednd": "false"}
    assert capas["userstatus"]["donotdisturb"]["actions"] == {"enablednd": "true"}
    assert capas["userstatus"]["disconnected"]["actions"] == {"agentlogoff": ""}
    assert "allowed" not in capas["userstatus"]["disconnected"]
    assert capas["phonestatus"]["8"]["color"].upper() == "#6CA6FF"


@pytest.mark.parametrize("user", ["alice", "carol", "dave", "frank"])
def test_P043_shape_of_capaxlets(people, observer, user):
    xlets = (people.login(user) if user != "frank" else observer).all({"class": "login_capas"})[0]["capaxlets"]
    assert xlets
    for xlet in xlets:
        assert 2 <= len(xlet) <= 4 and all(isinstance(part, str) for part in xlet), xlet
        name, layout, *rest = xlet
        assert name and layout in ("grid", "tab", "dock"), xlet
        if layout == "dock":
            assert rest and re.fullmatch("f?c?m?s?", rest.pop(0)), xlet
        assert len(rest) <= 1 and all(re.fullmatch("[1-9][0-9]*", order) for order in rest), xlet


def test_P043_the_xlets_of_the_installed_profile(alice):
    assert sorted(alice.all({"class": "login_capas"})[0]["capaxlets"]) == [
        ["conference", "tab", "6"],
        ["customerinfo", "tab", "2"],
        ["fax", "tab", "3"],
        ["features", "tab", "5"],
        ["history", "tab", "4"],
        ["identity", "grid"],
        ["people", "tab"],
        ["tabber", "grid", "1"],
    ]


@pytest.mark.parametrize("capaid", [4, 99, "99", "three", "3x", "", -3, 3.5, True, None, [3]], ids=repr)
def test_P044_a_wrong_profile_is_refused_and_the_connection_closed(people, observer, capaid):
    client, watched = people.connect(), observer.mark()
    login_pass(client, "alice")
    answer = client.ask({"class": "login_capas", "capaid": capaid, "state": "available"})
    assert set(answer) == {"class", "replyid", "timenow", "error_string"}
    assert answer["error_string"] == "wrong cti_profile_id"
    client.wait_closed(within=LOGIN_TIMEOUT / 2)
    assert observer.hears_nothing(of_user("1", "updatestatus"), watched)


def test_P046_login_capas_before_login_pass_is_not_answered(people):
    client = people.connect()
    login_id(client)
    mark = client.mark()
    client.send({"class": "login_capas", "capaid": 3, "state": "available", "commandid": 2})
    assert said_nothing_until_closed(client, mark)


def test_P046_after_the_login_its_steps_are_ignored(alice, observer):
    mark, watched = alice.mark(), observer.mark()
    alice.send({**LOGIN_ID, "userlogin": "bob", "commandid": 1})
    alice.send({"class": "login_pass", "password": "bob-demo", "commandid": 2})
    alice.send({"class": "login_capas", "capaid": 3, "state": "away", "commandid": 3})
    assert answered_until_keepalive(alice, mark) == []
    assert observer.hears_nothing({"listname": "users"}, watched)
    assert alice.list_status("users", "1")["availstate"] == "available"


# -- what follows


def test_P047_P048_the_login_is_followed_by_service_and_presence(people, observer):
    client, watched = people.connect(), observer.mark()
    login_pass(client, "alice")
    mark = client.mark()
    client.user_id = client.ask({"class": "login_capas", "capaid": 3, "state": "available"})["userid"]
    first, second, third = answered_until_keepalive(client, mark)
    assert first["class"] == "login_capas"
    assert {**second, "timenow": 0} == {
        "class": "getlist",
        "function": "updateconfig",
        "listname": "users",
        "tipbxid": "xivo",
        "tid": "1",
        "config": {"enablednd": False},
        "timenow": 0,
    }
    assert {**third, "timenow": 0} == {
        "class": "getlist",
        "function": "updatestatus",
        "listname": "users",
        "tipbxid": "xivo",
        "tid": "1",
        "status": {"availstate": "available"},
        "timenow": 0,
    }
    observer.ask({"class": "keepalive"})
    assert [(m["function"], m["tid"]) for m in pushes(observer, after=watched)] == [("updateconfig", "1"), ("updatestatus", "1")]


@pytest.mark.parametrize("state", ["nosuch", "", "Available"], ids=repr)
def test_P049_an_unknown_state_does_not_fail_the_login(people, observer, state):
    client, watched = people.connect(), observer.mark()
    login_pass(client, "alice")
    mark = client.mark()
    answer = client.ask({"class": "login_capas", "capaid": 3, "state": state})
    client.user_id = answer["userid"]
    assert answer["presence"] == "disconnected"
    assert [m["class"] for m in answered_until_keepalive(client, mark)] == ["login_capas"]
    assert client.list_status("users", "1") == {"availstate": "disconnected", "connection": "yes"}
    observer.ask({"class": "keepalive"})
    assert pushes(observer, after=watched) == []


def test_P049_an_unknown_state_leaves_the_presence_of_the_other_connection(people, observer):
    people.login("alice", state="away")
    watched = observer.mark()
    people.login("alice", state="nosuch")
    assert observer.hears_nothing(of_user("1", "updatestatus"), watched)
    assert observer.list_status("users", "1")["availstate"] == "away"


def test_P050_the_presence_of_one_is_seen_by_the_others(people, alice, observer):
    half_way = people.connect()
    login_pass(half_way, "carol")
    marks = [(c, c.mark()) for c in (alice, observer, half_way)]
    people.login("bob", state="away")
    for client, mark in marks[:2]:
        seen = client.wait_for(of_user("2", "updatestatus"), after=mark)
        assert seen["status"] == {"availstate": "away"}
    # Who has not completed the login is told nothing: the next thing it hears is its own login.
    half_way.user_id = half_way.ask({"class": "login_capas", "capaid": 4, "state": "available"})["userid"]
    assert half_way.all({}, marks[2][1])[0]["class"] == "login_capas"
