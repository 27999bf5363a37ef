"""Who hangs up first after a transfer, or in the middle of one: every phone is let go at once, whatever the order, and nobody turns up
where nobody has sent them. alice (1001) has called carol (1003), who consults bob (1002) from her client."""

import pytest
from desk import live
from support.waiting import wait_until
from test_transfers import begin, cancelled, consult, current, together

AT_ONCE = 3  # seconds; the dialplan keeps a phone for thirty


@pytest.fixture
def talking(desk):
    return begin(desk)


def silence(desk):
    """Nobody is left on the exchange."""
    wait_until(lambda: not desk.session.channels(), AT_ONCE, what=lambda: f"silence: {desk.session.channels()}")


def ring(desk):
    mark = desk.client.mark()
    desk.client.send({"class": "attended_transfer", "number": "1002"})
    return desk.bob.incoming(), mark


def cancel(desk, mark):
    desk.client.send({"class": "cancel_transfer"})
    cancelled(desk, mark)
    together(desk, "1001", "1003")


def talks_then_is_cancelled(desk):
    consult(desk)
    cancel(desk, desk.client.mark())


def rings_then_is_cancelled(desk):
    cancel(desk, ring(desk)[1])


def is_cancelled_at_once(desk):
    """Before the exchange has brought either of the two to its place."""
    mark = desk.client.mark()
    desk.client.send({"class": "attended_transfer", "number": "1002"})
    cancel(desk, mark)


def is_busy(desk):
    ringing, mark = ring(desk)
    ringing.reject()
    cancelled(desk, mark)
    together(desk, "1001", "1003")


def hangs_up(desk):
    mark = desk.client.mark()
    consult(desk).hangup()
    cancelled(desk, mark)
    together(desk, "1001", "1003")


def is_cancelled_and_held(desk):
    consult(desk)
    mark = desk.client.mark()
    cancel(desk, mark)
    current(desk, ["1001"], after=mark)
    mark = desk.client.mark()
    desk.client.send({"class": "hold"})
    on_hold = lambda m: m["class"] == "current_calls" and [c["call_status"] for c in m["current_calls"]] == ["hold"]
    desk.client.wait_for(on_hold, after=mark)
    desk.client.send({"class": "resume"})
    together(desk, "1001", "1003")


TARGET = [talks_then_is_cancelled, rings_then_is_cancelled, is_cancelled_at_once, is_busy, hangs_up, is_cancelled_and_held]


@pytest.mark.parametrize("first", ["other party", "user"])
@pytest.mark.parametrize("target", TARGET, ids=lambda f: f.__name__)
def test_T133_T134_after_a_transfer_that_came_to_nothing_both_are_let_go(talking, target, first):
    target(talking)
    (talking.call if first == "other party" else talking.own).hangup()
    (talking.own if first == "other party" else talking.call).wait_for("ended", AT_ONCE)
    silence(talking)


def test_T135_the_held_party_goes_and_then_the_target(talking):
    ringing = consult(talking)
    mark = talking.client.mark()
    talking.call.hangup()
    cancelled(talking, mark)
    ringing.hangup()
    talking.own.wait_for("ended", AT_ONCE)
    silence(talking)


def test_T135_the_held_party_goes_while_a_target_rings_that_is_busy(talking):
    ringing, mark = ring(talking)
    talking.call.hangup()
    cancelled(talking, mark)
    ringing.reject()
    talking.own.wait_for("ended", AT_ONCE)
    silence(talking)


def test_T139_the_target_hangs_up_while_the_server_is_away(talking):
    """The user has the other party back when the server is there again."""
    ringing = consult(talking)
    seen = talking.server.log().count("exchange: live")
    talking.server.kill()
    ringing.hangup()
    talking.server.start()
    live(talking.server, seen + 1)
    together(talking, "1001", "1003")
    talking.call.hangup()
    talking.own.wait_for("ended", AT_ONCE)
    silence(talking)


def test_T132_T081_a_target_that_a_queue_has_called_is_no_caller_of_that_queue_afterwards(asterisk_desk):
    """The agent is let go, and free, when the transferred party hangs up."""
    desk = begin(asterisk_desk)
    agent, watcher = desk.phone("1004"), desk.login("frank")
    desk.session.ask("QueueAdd", Queue="red", Interface="PJSIP/1004", MemberName="Agent/2001")
    watcher.ask({"class": "subscribe", "message": "queueentryupdate", "queueid": "2"})
    mark = desk.client.mark()
    desk.client.send({"class": "attended_transfer", "number": "3002"})
    leg = agent.incoming().answer()
    together(desk, "1003", "1004")
    current(desk, ["1004"], after=mark)
    desk.client.send({"class": "complete_transfer"})
    together(desk, "1001", "1004")
    desk.own.wait_for("ended")
    told = watcher.mark()
    desk.call.hangup()
    leg.wait_for("ended", AT_ONCE)
    silence(desk)
    assert not [m for m in watcher.all({"class": "queueentryupdate"}, told) if m["state"]["entries"]]
    desk.session.ask("QueueRemove", Queue="red", Interface="PJSIP/1004")


@pytest.mark.parametrize("target", [talks_then_is_cancelled, is_busy], ids=lambda f: f.__name__)
def test_T133_T076_the_same_when_a_queue_has_called_the_user_through_a_local_channel(asterisk_desk, target):
    desk = asterisk_desk
    desk.alice, desk.bob, desk.carol = (desk.phone(number) for number in ("1001", "1002", "1003"))
    desk.client, desk.session = desk.login("carol"), desk.exchange.session()
    desk.client.ask({"class": "subscribe", "message": "current_calls"})
    desk.session.ask("QueueAdd", Queue="red", Interface="Local/1003@default/n", MemberName="Carol")
    desk.call = desk.alice.call("3002")
    desk.own = desk.carol.incoming().answer()
    current(desk, ["1001"])
    target(desk)
    desk.call.hangup()
    desk.own.wait_for("ended", AT_ONCE)
    silence(desk)
    desk.session.ask("QueueRemove", Queue="red", Interface="Local/1003@default/n")
