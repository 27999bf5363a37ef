"""Calls that wait in a queue and change hands there: what clients are told of them is what Asterisk holds, and it stays one call.
Asterisk gives such a call the leg of somebody else without QueueCallerJoin or QueueCallerLeave."""

import pytest
from sip_message import tag
from support.waiting import wait_until
from test_queues import window_of
from test_transfers import begin, together

RED = "2"


@pytest.fixture
def red(asterisk_desk):
    """Nobody takes the calls of the red queue; frank watches it."""
    desk = asterisk_desk
    desk.session = desk.exchange.session()
    assert desk.session.ask("QueueAdd", Queue="red", Interface="Local/9003@default", MemberName="Nobody")["Response"] == "Success"
    desk.watcher = desk.login("frank")
    desk.watcher.ask({"class": "subscribe", "message": "queueentryupdate", "queueid": RED})
    desk.before = window(desk)
    yield desk
    desk.session.ask("QueueRemove", Queue="red", Interface="Local/9003@default")
    desk.session.close()


def window(desk):
    """Calls that came, were answered, were lost."""
    now = window_of(desk.watcher, RED)
    return [int(now[f"Xivo-{key}"]) for key in ("Join", "Link", "Lost")]


def gained(desk):
    return tuple(now - before for now, before in zip(window(desk), desk.before))


def told(desk):
    entries = desk.watcher.all({"class": "queueentryupdate"})[-1]["state"]["entries"]
    return [(entry["position"], entry["name"], entry["number"], entry["uniqueid"]) for entry in entries]


def truth(desk):
    return [(int(item["Position"]), item["CallerIDName"], item["CallerIDNum"], item["Uniqueid"])
            for item in desk.session.list("QueueStatus", Queue="red") if item["Event"] == "QueueEntry"]


def shows(desk, *numbers):
    """Waits until these wait, as the exchange says and as clients are told."""
    wait_until(lambda: told(desk) == truth(desk) and [number for _, _, number, _ in told(desk)] == list(numbers), 4, every=0.05,
               what=lambda: f"{numbers} wait; told {told(desk)}, the exchange says {truth(desk)}")
    return [entry["join_time"] for entry in desk.watcher.all({"class": "queueentryupdate"})[-1]["state"]["entries"]]


def erin_waits(desk):
    """erin has a call of alice on hold and waits in the queue herself."""
    alice, erin = desk.phone("1001"), desk.phone("1005")
    desk.call = alice.call("1005")
    first = erin.incoming().answer()
    desk.call.wait_for("up")
    first.hold()
    second = erin.call("3002").wait_for("up")
    return first, second, shows(desk, "1005")


def test_T064_who_is_transferred_by_the_phone_into_a_queue_waits_in_the_place_of_the_phone(red):
    first, second, since = erin_waits(red)
    behind = red.phone("1002").call("3002").wait_for("up")
    joined = shows(red, "1005", "1002")
    assert joined[:1] == since
    assert first.refer_to_call(second) == 202
    assert shows(red, "1001", "1002") == joined, "its place, and the time it has waited"
    assert gained(red) == (2, 0, 0)
    red.call.hangup()
    shows(red, "1002")
    behind.hangup()
    shows(red)
    wait_until(lambda: gained(red) == (2, 0, 2), 3, what=lambda: f"two calls, both lost: {gained(red)}")
    assert not drift(red)


def test_T064_the_same_when_the_phone_waited_first(red):
    """erin waits in the queue, puts that on hold, calls bob and lets him wait in her place."""
    erin, bob = red.phone("1005"), red.phone("1002")
    first = erin.call("3002").wait_for("up")
    since = shows(red, "1005")
    first.hold()
    second = erin.call("1002")
    own = bob.incoming().answer()
    second.wait_for("up")
    together(red, "1002", "1005")  # before, Asterisk agrees to a transfer and does nothing
    assert first.refer_to_call(second) == 202
    assert shows(red, "1002") == since
    assert gained(red) == (1, 0, 0)
    own.hangup()
    shows(red)
    assert not drift(red)


def test_T064_a_phone_that_takes_over_a_waiting_call_has_its_place(red):
    """An INVITE with Replaces, as a second phone of the same user sends it."""
    call = red.phone("1001").call("3002").wait_for("up")
    since = shows(red, "1001")
    replaces = f"{call.call_id};to-tag={tag(call.remote)};from-tag={tag(call.local)}"
    other = red.phone("1002").call("3002", headers=[("Replaces", replaces)]).wait_for("up")
    call.wait_for("ended")
    assert shows(red, "1002") == since
    assert gained(red) == (1, 0, 0)
    other.hangup()
    shows(red)
    wait_until(lambda: gained(red) == (1, 0, 1), 3, what=lambda: f"one call, lost: {gained(red)}")
    assert not drift(red)


def test_T064_who_is_transferred_by_feature_codes_into_a_queue_is_shown_there(red):
    """Asterisk lets a Local channel wait for whom it connects later."""
    alice, erin = red.phone("1001"), red.phone("1005")
    call = alice.call("1005")
    own = erin.incoming().answer()
    call.wait_for("up")
    own.dtmf("*23002")
    shows(red, "1005")
    own.hangup()
    shows(red, "1001")
    assert gained(red) == (1, 0, 0)
    call.hangup()
    shows(red)
    assert not drift(red)


def test_T064_who_is_transferred_from_a_client_into_a_queue_is_shown_there(red):
    desk = begin(red)
    mark = desk.client.mark()
    desk.client.send({"class": "attended_transfer", "number": "3002"})
    desk.client.wait_for({"class": "current_call_attended_transfer_answered"}, after=mark)
    since = shows(desk, "1003")
    desk.client.send({"class": "complete_transfer"})
    desk.own.wait_for("ended")
    assert shows(desk, "1001") == since
    assert gained(desk) == (1, 0, 0)
    desk.call.hangup()
    shows(desk)
    assert not drift(desk)


def drift(desk):
    return [line for line in desk.server.log()[desk.server_log_begin:].splitlines() if "repaired from" in line]
