"""Registration for the status of users, lines and agents (protocol 4.14, 5.9)."""

import pytest
from conformance.people import answered_until_keepalive
from conformance.store import opened
from e2e.ami_session import AmiSession
from support.simulation import Simulation
from support.waiting import wait_until

NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.fixture(scope="module")
def ids(server):
    """The uuid of the server, and that of each user by login."""
    with opened(server) as store:
        users = dict(store.execute("SELECT login, uuid FROM users"))
        return {"xivo": store.execute("SELECT xivo_uuid FROM server").fetchone()[0], **users}


def register(client, kind, *elements, verb="register"):
    """Registers and returns once the server has dealt with it; the mark before it."""
    mark = client.mark()
    client.send({"class": f"{verb}_{kind}_status_update", f"{kind}_ids": [list(e) for e in elements], "commandid": 200})
    client.ask({"class": "keepalive"})
    assert not client.all({"replyid": 200}, mark), "there is no reply of its own"
    return mark


def unregister(client, kind, *elements):
    return register(client, kind, *elements, verb="unregister")


def updates(client, kind, after):
    messages = client.all({"class": f"{kind}_status_update"}, after)
    assert all(set(m) == {"class", "data", "timenow"} for m in messages), messages
    return [m["data"] for m in messages]


def ring(alice, exchange, observer, number="1002"):
    """Alice's call to `number` rings, is answered and ended; what `number` shows meanwhile is 8, 1, 0."""
    mark = observer.mark()
    phone = observer.phones()[number]
    assert alice.ask({"class": "ipbxcommand", "command": "dial", "destination": number}, within=8)["class"] == "dial_success"
    for command, hint in (None, "8"), ("answer", "1"), ("hangup", "0"):
        if command:
            exchange.console(f"{command} {number}")
        observer.wait_for({"listname": "phones", "tid": phone, "status": {"hintstatus": hint}}, within=8, after=mark)
    wait_until(lambda: set(observer.hints().values()) == {"0"}, 10, what="all phones idle")


# -- endpoints


def test_P203_registering_a_line_tells_its_status_at_once(alice, bob, ids):
    phone, seen_by_bob = alice.phones()["1002"], bob.mark()
    mark = register(alice, "endpoint", (ids["xivo"], phone))
    (data,) = updates(alice, "endpoint", mark)
    assert data == {"xivo_uuid": ids["xivo"], "endpoint_id": int(phone), "status": 0}
    assert type(data["endpoint_id"]) is int and type(data["status"]) is int
    assert bob.hears_nothing({"class": "endpoint_status_update"}, seen_by_bob)


def test_P203_several_lines_in_one_message(alice, ids):
    phones = alice.phones()
    mark = register(alice, "endpoint", (ids["xivo"], phones["1002"]), (ids["xivo"], "999"), (ids["xivo"], phones["1003"]))
    assert [d["endpoint_id"] for d in updates(alice, "endpoint", mark)] == [int(phones["1002"]), int(phones["1003"])]


def test_P204_a_registered_line_is_told_while_it_rings(alice, bob, exchange, observer, ids):
    phone, seen_by_bob = observer.phones()["1002"], bob.mark()
    register(alice, "endpoint", (ids["xivo"], phone))
    mark = alice.mark()
    ring(alice, exchange, observer)
    alice.ask({"class": "keepalive"})
    told = updates(alice, "endpoint", mark)
    assert [d["status"] for d in told] == [8, 1, 0] and all(type(d["status"]) is int for d in told)
    assert {(d["xivo_uuid"], d["endpoint_id"]) for d in told} == {(ids["xivo"], int(phone))}
    assert bob.hears_nothing({"class": "endpoint_status_update"}, seen_by_bob)


def test_P205_an_unregistered_line_is_not_told(alice, bob, exchange, observer, ids):
    phone = observer.phones()["1002"]
    for client in (alice, bob):
        register(client, "endpoint", (ids["xivo"], phone))
    unregister(alice, "endpoint", (ids["xivo"], phone))
    mark, seen_by_bob = alice.mark(), bob.mark()
    ring(alice, exchange, observer)
    assert alice.hears_nothing({"class": "endpoint_status_update"}, mark)
    bob.ask({"class": "keepalive"})
    assert [d["status"] for d in updates(bob, "endpoint", seen_by_bob)] == [8, 1, 0], "the registration of another client is untouched"


# -- users


def test_P206_registering_a_user_tells_the_presence_at_once(alice, bob, observer, ids):
    seen_by_bob = bob.mark()
    mark = register(alice, "user", (ids["xivo"], ids["bob"]))
    assert updates(alice, "user", mark) == [{"xivo_uuid": ids["xivo"], "user_uuid": ids["bob"], "user_id": 2, "status": "available"}]
    mark = register(alice, "user", (ids["xivo"], ids["grace"]))
    assert updates(alice, "user", mark) == [{"xivo_uuid": ids["xivo"], "user_uuid": ids["grace"], "user_id": 7, "status": "disconnected"}]
    assert bob.hears_nothing({"class": "user_status_update"}, seen_by_bob)


@pytest.mark.parametrize("user", ["2", 2], ids=repr)
def test_P206_a_user_id_is_taken_in_place_of_the_uuid(alice, bob, ids, user):
    mark = register(alice, "user", (ids["xivo"], user))
    assert updates(alice, "user", mark) == [{"xivo_uuid": ids["xivo"], "user_uuid": ids["bob"], "user_id": 2, "status": "available"}]


def test_P206_registering_twice_changes_nothing(alice, bob, ids):
    register(alice, "user", (ids["xivo"], ids["bob"]))
    register(alice, "user", (ids["xivo"], ids["bob"]), (ids["xivo"], "2"))
    mark = alice.mark()
    bob.send({"class": "availstate", "availstate": "away"})
    alice.wait_for({"class": "user_status_update"}, after=mark)
    alice.ask({"class": "keepalive"})
    assert [d["status"] for d in updates(alice, "user", mark)] == ["away"]


def test_P207_each_change_of_presence_is_told(people, alice, ids):
    observer_of_all = people.login("carol")
    register(alice, "user", (ids["xivo"], ids["bob"]))
    mark, other = alice.mark(), observer_of_all.mark()
    bob = people.login("bob")
    bob.send({"class": "availstate", "availstate": "away"})
    bob.ask({"class": "keepalive"})
    bob.close()
    alice.wait_for({"class": "user_status_update", "data": {"status": "disconnected"}}, after=mark)
    told = updates(alice, "user", mark)
    assert [d["status"] for d in told] == ["available", "away", "disconnected"]
    for data in told:
        assert {**data, "status": ""} == {"xivo_uuid": ids["xivo"], "user_uuid": ids["bob"], "user_id": 2, "status": ""}
        assert type(data["user_id"]) is int
    assert observer_of_all.hears_nothing({"class": "user_status_update"}, other)


def test_P207_a_logout_is_told_too(people, alice, bob, ids):
    register(alice, "user", (ids["xivo"], ids["bob"]))
    mark = alice.mark()
    bob.send({"class": "logout"})
    alice.wait_for({"class": "user_status_update", "data": {"status": "disconnected"}}, after=mark)


def test_P208_an_unregistered_user_is_not_told(people, alice, bob, ids):
    carol = people.login("carol")
    for client in (alice, carol):
        register(client, "user", (ids["xivo"], ids["bob"]))
    unregister(alice, "user", (ids["xivo"], ids["bob"]))
    mark, seen_by_carol = alice.mark(), carol.mark()
    bob.send({"class": "availstate", "availstate": "away"})
    carol.wait_for({"class": "user_status_update", "data": {"status": "away"}}, after=seen_by_carol)
    assert alice.hears_nothing({"class": "user_status_update"}, mark)


def test_P208_a_registration_ends_with_its_connection(people, bob, ids):
    first = people.login("alice")
    register(first, "user", (ids["xivo"], ids["bob"]))
    first.close()
    second = people.login("alice")
    mark = second.mark()
    bob.send({"class": "availstate", "availstate": "away"})
    second.wait_for({"function": "updatestatus", "tid": "2"}, after=mark)
    assert second.hears_nothing({"class": "user_status_update"}, mark)


# -- spellings and strangers


@pytest.fixture
def agent_2001(exchange, observer):
    """Logs agent 2001 on and off; it is off before the test and after it."""
    session = AmiSession(exchange.address, "crosspoint", Simulation.SECRET)

    def log(on):
        extra = {"MemberName": "Agent/2001"} if on else {}
        answer = session.ask("QueueAdd" if on else "QueueRemove", Queue="blue", Interface="PJSIP/1004", **extra)
        assert answer["Response"] == "Success", answer
        wait_until(lambda: (observer.list_status("agents", "1")["availability"] != "logged_out") == on, what=f"agent 2001 on: {on}")

    yield log
    if observer.list_status("agents", "1")["availability"] != "logged_out":
        log(False)
    session.close()


def test_P200_registering_an_agent_tells_its_status_at_once(alice, bob, ids, agent_2001):
    mark = register(alice, "agent", (ids["xivo"], 1), (ids["xivo"], 2))
    assert [(d["agent_id"], d["status"]) for d in updates(alice, "agent", mark)] == [(1, "logged_out"), (2, "logged_out")]
    assert bob.hears_nothing({"class": "agent_status_update"}, 0)
    agent_2001(True)
    mark = register(bob, "agent", (ids["xivo"], 1))
    assert updates(bob, "agent", mark) == [{"xivo_uuid": ids["xivo"], "agent_id": 1, "status": "logged_in"}]


def test_P201_a_registered_agent_is_told_when_it_logs_on_and_off(alice, bob, ids, agent_2001):
    register(alice, "agent", (ids["xivo"], 1))
    mark = alice.mark()
    agent_2001(True)
    agent_2001(False)
    for client in (alice, bob):
        client.ask({"class": "keepalive"})
    assert [(d["agent_id"], d["status"]) for d in updates(alice, "agent", mark)] == [(1, "logged_in"), (1, "logged_out")]
    assert not bob.all({"class": "agent_status_update"}, 0)


def test_P202_an_unregistered_agent_is_not_told(alice, bob, ids, agent_2001):
    register(alice, "agent", (ids["xivo"], 1))
    register(bob, "agent", (ids["xivo"], 1))
    unregister(alice, "agent", (ids["xivo"], "1"))
    mark, bobs = alice.mark(), bob.mark()
    agent_2001(True)
    bob.wait_for({"class": "agent_status_update"}, after=bobs)
    assert alice.hears_nothing({"class": "agent_status_update"}, mark)


@pytest.mark.parametrize("spelling", [str, int])
def test_P209_agent_ids_may_be_texts_or_numbers(alice, ids, spelling):
    mark = register(alice, "agent", (ids["xivo"], spelling(1)))
    (data,) = updates(alice, "agent", mark)
    assert data == {"xivo_uuid": ids["xivo"], "agent_id": 1, "status": "logged_out"} and type(data["agent_id"]) is int


@pytest.mark.parametrize("registered, unregistered", [(str, int), (int, str)])
def test_P209_line_ids_may_be_texts_or_numbers(alice, exchange, observer, ids, registered, unregistered):
    phone = observer.phones()["1002"]
    mark = register(alice, "endpoint", (ids["xivo"], registered(phone)))
    assert [d["status"] for d in updates(alice, "endpoint", mark)] == [0]
    unregister(alice, "endpoint", (ids["xivo"], unregistered(phone)))
    mark = alice.mark()
    ring(alice, exchange, observer)
    assert alice.hears_nothing({"class": "endpoint_status_update"}, mark)


@pytest.mark.parametrize("kind", ["agent", "endpoint", "user"])
@pytest.mark.parametrize("element", [0, "0", "999999", 999999, "", "x", -1, None, 1.5, NOBODY], ids=repr)
def test_P210_unknown_ids_are_no_error(alice, ids, kind, element):
    for verb in ("register", "unregister"):
        mark = alice.mark()
        alice.send({"class": f"{verb}_{kind}_status_update", f"{kind}_ids": [[ids["xivo"], element]], "commandid": 210}, described=False)
        assert answered_until_keepalive(alice, mark) == []


@pytest.mark.parametrize("kind", ["agent", "endpoint", "user"])
def test_P210_elements_of_another_server_are_no_error(alice, kind):
    mark = register(alice, kind, (NOBODY, "1"), ("", "1"))
    assert updates(alice, kind, mark) == []


@pytest.mark.parametrize("kind", ["agent", "endpoint", "user"])
def test_P210_an_empty_list_is_no_error(alice, kind):
    mark = register(alice, kind)
    assert updates(alice, kind, mark) == []


def test_P210_what_is_known_beside_the_unknown_is_registered(alice, ids):
    mark = register(alice, "endpoint", (ids["xivo"], 0), (NOBODY, "1"), (ids["xivo"], alice.phones()["1003"]))
    assert len(updates(alice, "endpoint", mark)) == 1
