"""The third step of the login and what follows it (protocol 3.4, 3.5)."""

import re

import pytest
from conformance.login_steps import CONFIG, LOGIN_ID, LOGIN_TIMEOUT, login_id, login_pass, said_nothing_until_closed
from conformance.people import answered_until_keepalive, of_user, pushes


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
        assert {"longname", "color", "actions"} <= set(presence) <= {"longname", "color", "allowed", "actions"}
        assert isinstance(presence["longname"], str) and COLOR.fullmatch(presence["color"])
        if "allowed" in presence:
            assert presence["allowed"] and set(presence["allowed"]) <= set(capas["userstatus"])
        assert all(type(k) is type(v) is str for k, v in presence["actions"].items())
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
    answer = client.ask({"class": "login_capas", "capaid": capaid, "state": "available"}, described=False)
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
