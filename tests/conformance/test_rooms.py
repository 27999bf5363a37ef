"""Conference rooms (protocol 4.12, 5.6; rows P175 to P180) against the simulated exchange."""

import time

import pytest
from conformance.people import answered_until_keepalive
from e2e.ami_session import AmiSession
from e2e.desk import live
from support.cti_client import CtiClient
from support.server import Server
from support.simulation import Simulation
from support.waiting import wait_until


@pytest.fixture(autouse=True)
def calm(exchange, observer):
    """Every test ends with nobody in the room."""
    yield
    session = AmiSession(exchange.address, "crosspoint", Simulation.SECRET)
    for channel in session.list("CoreShowChannels"):
        session.ask("Hangup", Channel=channel["Channel"])
    session.close()
    wait_until(lambda: set(observer.hints().values()) == {"0"}, 10, what=lambda: f"all phones idle: {observer.hints()}")


def subscribe(client):
    return client.ask({"class": "subscribe", "message": "meetme_update"})


def room(client, after=0):
    """The room as the client knows it."""
    told = client.all({"class": "meetme_update"}, after)
    return told[-1]["config"]["4001"] if told else None


def wait_for_room(client, after=0, **expected):
    wait_until(lambda: (room(client, after) or {}).items() >= expected.items(), what=lambda: f"{expected} of {room(client, after)}")
    return room(client, after)


def muted(client, after=0):
    return {place: member["muted"] for place, member in (room(client, after) or {"members": {}})["members"].items()}


def mute(client, place, function="MeetmeMute", number="4001", described=True):
    message = {"class": "ipbxcommand", "command": "meetme", "function": function, "functionargs": [number, place], "commandid": 178}
    client.send(message, described)


def test_P175_every_visible_room_then_the_own_places(alice):
    mark = alice.mark()
    answer = subscribe(alice)
    assert {**answer, "timenow": 0, "replyid": 0} == {
        "class": "meetme_update", "timenow": 0, "replyid": 0,
        "config": {"4001": {"number": "4001", "name": "assembly", "pin_required": False, "start_time": 0, "member_count": 0,
                            "members": {}}}}
    since = [m["class"] for m in answered_until_keepalive(alice, mark)]
    assert since == ["meetme_update", "meetme_user"]
    assert alice.all({"class": "meetme_user"}, mark)[0]["list"] == []


def test_P175_a_user_without_line_is_told_of_the_rooms_alone(people, server, observer):
    assert server.run("user", "add", "ivan", "--firstname", "Ivan", "--profile", "3", stdin="ivan-demo\n").returncode == 0
    wait_until(lambda: len(observer.list_ids("users")) == 9, what="ivan is there")
    client = CtiClient(server.address)
    try:
        client.login("ivan")
        mark = client.mark()
        subscribe(client)
        assert [m["class"] for m in answered_until_keepalive(client, mark)] == ["meetme_update"]
    finally:
        client.close()
        server.run("user", "remove", "ivan")
        wait_until(lambda: len(observer.list_ids("users")) == 8, what="ivan is gone")


def test_P176_P177_joins_and_leaves(alice, bob, exchange, observer):
    subscribe(alice)
    subscribe(bob)
    mark, watched, bobs = alice.mark(), observer.mark(), bob.mark()
    exchange.console("call 1001 4001")
    told = wait_for_room(alice, mark, member_count=1)
    assert abs(told["start_time"] - time.time()) < 5
    member = dict(*told["members"].values())
    assert member.pop("join_time") == told["start_time"]
    assert member == {"join_order": 1, "number": "1001", "name": "Alice Martin", "muted": False}
    exchange.console("call 1002 4001")
    assert wait_for_room(alice, mark, member_count=2)["start_time"] == told["start_time"]
    wait_until(lambda: bob.all({"class": "meetme_user"}, bobs), what="bob's own place")
    assert [m["list"] for m in bob.all({"class": "meetme_user"}, bobs)] == [[{"room_number": "4001", "user_number": 2}]]
    exchange.console("hangup 1001")
    assert list(wait_for_room(alice, mark, member_count=1)["members"]) == ["2"], "places are kept while the room lives"
    exchange.console("hangup 1002")
    wait_for_room(alice, mark, member_count=0, start_time=0, members={})
    places = lambda: [m["list"] for m in alice.all({"class": "meetme_user"}, mark)]
    assert places() == [[{"room_number": "4001", "user_number": 1}], []]
    assert not observer.all(lambda m: m["class"].startswith("meetme"), watched), "who has not subscribed hears nothing"


def test_P178_P179_a_member_is_muted_and_heard_again(people, alice, exchange, observer):
    subscribe(alice)
    for phone in ("1001", "1002"):
        exchange.console(f"call {phone} 4001")
    wait_for_room(alice, member_count=2)
    mark, watched = alice.mark(), observer.mark()
    mute(observer, "1")
    wait_until(lambda: muted(alice, mark) == {"1": True, "2": False}, what=lambda: f"member 1 muted: {muted(alice, mark)}")
    mute(observer, "1", "MeetmeUnmute")
    wait_until(lambda: muted(alice, mark) == {"1": False, "2": False}, what=lambda: f"member 1 heard: {muted(alice, mark)}")
    assert not observer.all({"replyid": 178}, watched)


def test_P178_oneself_may_be_muted_without_a_right_others_may_not(alice, exchange):
    subscribe(alice)
    for phone in ("1001", "1002"):
        exchange.console(f"call {phone} 4001")
    wait_for_room(alice, member_count=2)
    mark = alice.mark()
    mute(alice, "2")
    mute(alice, "1")
    wait_until(lambda: muted(alice, mark), what="a change")
    alice.ask({"class": "keepalive"})
    assert [m["config"]["4001"]["members"] for m in alice.all({"class": "meetme_update"}, mark)][0]["2"]["muted"] is False
    assert muted(alice, mark) == {"1": True, "2": False}


@pytest.mark.parametrize(
    "arguments",
    [[], ["4001"], ["4001", "1", "1"], "4001", ["4001", 1], [4001, "1"], ["4001", ""], ["4001", "1\r\nAction: Hangup"],
     ["4001", "all"], ["4001", "0"], ["4001", "-1"], ["4001", "1.0"], ["40 01", "1"], ["9999", "1"], ["4001", "7"], None],
)
def test_P180_T154_bad_arguments_are_dropped(observer, exchange, arguments):
    subscribe(observer)
    exchange.console("call 1001 4001")
    wait_for_room(observer, member_count=1)
    mark = observer.mark()
    request = {"class": "ipbxcommand", "command": "meetme", "commandid": 9}
    observer.send({**request, "function": "MeetmeMute", "functionargs": arguments}, described=False)
    mute(observer, "1", "MeetmeKick", described=False)
    observer.send({**request, "functionargs": ["4001", "1"]}, described=False)
    assert answered_until_keepalive(observer, mark) == []
    mute(observer, "1")  # the link to the exchange is sound, and this is the first thing that reaches it
    wait_until(lambda: muted(observer, mark), what="member 1 muted")
    assert len(observer.all({"class": "meetme_update"}, mark)) == 1


def test_T101_a_conference_that_was_there_before_has_no_known_start():
    with Simulation() as exchange:
        exchange.console("call 1001 4001")
        time.sleep(1.1)
        with Server(exchange.account) as server:
            live(server)
            client = CtiClient(server.address)
            client.login("frank")
            told = subscribe(client)["config"]["4001"]
            assert (told["start_time"], told["member_count"]) == (-1, 1)
            assert abs(told["members"]["1"]["join_time"] + 1.1 - time.time()) < 10
            client.close()
