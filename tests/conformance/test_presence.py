"""Presence changed by its owner (protocol 3.7, C11)."""

import pytest
from conformance.people import of_user, pushes
from conformance.store import opened


def own_change(client, after):
    """What was told about alice, in order: (function, the changed keys)."""
    return [(m["function"], m.get("config", m.get("status"))) for m in pushes(client, {"listname": "users", "tid": "1"}, after)]


def test_P082_a_new_presence_is_told_to_all(people, alice, bob, observer):
    half_way = people.connect()
    half_way.ask({"class": "login_id", "userlogin": "carol", "xivoversion": "2.2"})
    watchers = [(client, client.mark()) for client in (alice, bob, observer)]
    alice.send({"class": "availstate", "availstate": "away", "ipbxid": "xivo", "userid": "1"})
    for client, mark in watchers:
        message = client.wait_for({**of_user("1", "updatestatus"), "status": {"availstate": "away"}}, after=mark)
        assert {**message, "timenow": 0} == {
            "class": "getlist",
            "function": "updatestatus",
            "listname": "users",
            "tipbxid": "xivo",
            "tid": "1",
            "status": {"availstate": "away"},
            "timenow": 0,
        }
        assert len(client.all(of_user("1", "updatestatus"), mark)) == 1
    assert bob.list_status("users", "1") == {"availstate": "away", "connection": "yes"}
    assert "sessionid" in half_way.messages[0] and len(half_way.messages) == 1


def test_P082_there_is_no_reply_of_its_own(alice):
    mark = alice.mark()
    alice.send({"class": "availstate", "availstate": "away", "commandid": 82})
    alice.ask({"class": "keepalive"})
    assert not alice.all({"replyid": 82}, mark) and not alice.all({"class": "availstate"}, mark)


def test_P082_each_change_is_told_in_order(alice, observer):
    mark = observer.mark()
    for state in ("away", "outtolunch", "berightback", "available"):
        alice.send({"class": "availstate", "availstate": state})
    observer.wait_for({**of_user("1", "updatestatus"), "status": {"availstate": "available"}}, after=mark)
    states = [m["status"]["availstate"] for m in pushes(observer, of_user("1", "updatestatus"), mark)]
    # An older state may be skipped for a newer one, never the other way round.
    assert states[-1] == "available" and states == [s for s in ("away", "outtolunch", "berightback", "available") if s in states]


@pytest.mark.parametrize("state", ["nosuch", "", "Away", "away "], ids=repr)
def test_P087_a_presence_outside_the_profile_has_no_effect(people, alice, observer, state):
    subscriber = people.login("bob")
    uuid, xivo = alice_uuid(people.server)
    subscriber.send({"class": "register_user_status_update", "user_ids": [[xivo, uuid]]})
    subscriber.ask({"class": "keepalive"})
    watchers = [(client, client.mark()) for client in (alice, subscriber, observer)]
    alice.send({"class": "availstate", "availstate": state, "commandid": 87})
    alice.ask({"class": "keepalive"})
    for client, mark in watchers:
        assert client.hears_nothing(after=mark)
    assert observer.list_status("users", "1")["availstate"] == "available"


def alice_uuid(server):
    with opened(server) as store:
        return (
            store.execute("SELECT uuid FROM users WHERE login = 'alice'").fetchone()[0],
            store.execute("SELECT xivo_uuid FROM server").fetchone()[0],
        )


@pytest.mark.parametrize("userid", ["2", 2, "999", ""], ids=repr)
def test_P088_the_presence_of_the_sender_changes_whoever_is_named(alice, bob, observer, userid):
    mark = observer.mark()
    alice.send({"class": "availstate", "availstate": "away", "ipbxid": "xivo", "userid": userid}, described=False)
    observer.wait_for({**of_user("1", "updatestatus"), "status": {"availstate": "away"}}, after=mark)
    assert observer.hears_nothing(of_user("2", "updatestatus"), mark)
    assert observer.list_status("users", "2")["availstate"] == "available"


def test_P083_the_actions_of_a_presence_are_told_before_it(alice, bob, observer):
    watchers = [(client, client.mark()) for client in (alice, bob, observer)]
    alice.send({"class": "availstate", "availstate": "donotdisturb"})
    for client, mark in watchers:
        client.wait_for({**of_user("1", "updatestatus"), "status": {"availstate": "donotdisturb"}}, after=mark)
        assert own_change(client, mark) == [("updateconfig", {"enablednd": True}), ("updatestatus", {"availstate": "donotdisturb"})]
    assert bob.list_config("users", "1")["enablednd"] == 1
    alice.send({"class": "availstate", "availstate": "available"})
    observer.wait_for({**of_user("1", "updateconfig"), "config": {"enablednd": False}}, after=watchers[2][1])
    bob.ask({"class": "keepalive"})
    assert bob.list_config("users", "1")["enablednd"] == 0
