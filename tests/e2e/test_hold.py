"""Hold and resume with real phones: alice (1001) has called carol (1003), who holds the call from her client."""

import time

import pytest
from desk import live
from support.waiting import wait_until
from test_agents import command, shows
from test_history import RECEIVED, SENT, Histories
from test_transfers import begin, consult, together, who_talks


@pytest.fixture
def talking(desk):
    desk.histories = Histories(alice=desk.login("alice"), carol=desk.login("carol"))
    begin(desk)
    desk.called = desk.histories.clients["alice"]  # it hears of its calls, too
    assert calls(desk.called) == [("1003", "up")]
    return desk


def calls(client):
    return [(c["cid_number"], c["call_status"]) for c in client.current_calls()]


def told(client, status, after, number="1001"):
    is_it = lambda m: m["class"] == "current_calls" and [(c["cid_number"], c["call_status"]) for c in m["current_calls"]] == [(number, status)]
    return client.wait_for(is_it, after=after)["current_calls"][0]


def places(desk):
    """Phone to what it hears: context, application, in a bridge."""
    return {c["Channel"].split("-")[0]: (c["Context"], c["Application"], bool(c.get("BridgeId"))) for c in desk.session.list("CoreShowChannels")}


def both_wait(desk):
    waiting = {f"PJSIP/{number}": ("crosspoint-hold", "Wait", False) for number in ("1001", "1003")}
    wait_until(lambda: places(desk) == waiting, what=lambda: f"both on hold: {places(desk)}")


def hold(desk):
    mark = desk.client.mark()
    desk.client.send({"class": "hold"})
    call = told(desk.client, "hold", mark)
    both_wait(desk)
    return call


def resume(desk):
    mark = desk.client.mark()
    desk.client.send({"class": "resume"})
    together(desk, "1001", "1003")
    return told(desk.client, "up", mark)


def test_T128_a_call_is_held_and_resumed_and_is_one_in_the_history(talking):
    mark = talking.called.mark()
    for _ in range(2):
        held = hold(talking)
        assert resume(talking) == {**held, "call_status": "up"}, "the same call, since when it was"
    assert not talking.called.all({"class": "current_calls"}, mark), "alice hears music, and talks on"
    assert not [m for m in talking.client.all({"class": "current_calls"}) if not m["current_calls"] and "replyid" not in m]
    talking.own.hangup()
    talking.call.wait_for("ended")
    talking.histories.are(alice=[(SENT, "1003")], carol=[(RECEIVED, "1001")])


@pytest.mark.parametrize("who", ["own", "call"])
def test_T128_nobody_is_left_waiting(talking, who):
    hold(talking)
    phones = [talking.own, talking.call]
    first = getattr(talking, who)
    phones.remove(first)
    first.hangup()
    phones[0].wait_for("ended")
    wait_until(lambda: calls(talking.client) == calls(talking.called) == [], what="no calls any more")
    wait_until(lambda: not places(talking), what=lambda: f"nobody is on the exchange: {places(talking)}")


def test_T128_nothing_else_is_done_to_a_call_on_hold(talking):
    hold(talking)
    for request in ({"class": "hold"}, {"class": "hangup"}, {"class": "attended_transfer", "number": "1002"}, {"class": "direct_transfer", "number": "1002"}):
        talking.client.send(request)
    for request in ("hold", "resume"):  # it is carol who holds
        talking.called.send({"class": request})
        talking.called.ask({"class": "keepalive"})
    talking.client.ask({"class": "keepalive"})
    both_wait(talking)
    resume(talking)
    assert not talking.client.all(lambda m: "error_string" in m)


def test_T128_a_transfer_after_a_hold_and_a_hold_after_a_transfer(talking):
    hold(talking)
    resume(talking)
    consult(talking)
    talking.client.send({"class": "hold"})
    talking.client.ask({"class": "keepalive"})
    together(talking, "1002", "1003")
    mark = talking.client.mark()
    talking.client.send({"class": "cancel_transfer"})
    talking.client.wait_for({"class": "current_call_attended_transfer_cancelled"}, after=mark)
    together(talking, "1001", "1003")
    told(talking.client, "up", mark)
    hold(talking)
    resume(talking)


def test_T128_the_server_is_killed_during_a_hold(talking):
    held = hold(talking)
    seen = talking.server.log().count("exchange: live")
    talking.server.kill()
    both_wait(talking)
    talking.server.start()
    live(talking.server, seen + 1)
    talking.client = talking.login("carol")
    wait_until(lambda: calls(talking.client) == [(held["cid_number"], "hold")], what=lambda: f"still on hold: {calls(talking.client)}")
    resume(talking)


def test_T128_who_is_left_while_the_server_is_away_is_hung_up_by_the_next(talking):
    hold(talking)
    seen = talking.server.log().count("exchange: live")
    talking.server.kill()
    talking.own.hangup()
    talking.server.start()
    live(talking.server, seen + 1)
    talking.call.wait_for("ended")


def test_T128_a_phone_that_takes_orders_holds_by_itself(talk_desk):
    desk = begin(talk_desk)
    for request, status in (("hold", "hold"), ("resume", "up"), ("hold", "hold")):
        mark = desk.client.mark()
        desk.client.send({"class": request})
        told(desk.client, status, mark)
        assert who_talks(desk) == {frozenset(("1001", "1003"))}, "they stay in their bridge"


def test_T128_T080_an_agent_who_holds_a_call_of_a_queue_is_in_it_all_the_while(asterisk_desk):
    """A leg without a peer is over after two seconds, unless the server holds it."""
    desk = asterisk_desk
    dave, caller, phone = desk.login("dave"), desk.phone("1001"), desk.phone("1004")
    dave.send(command("agentlogin"))
    shows(dave, "available")
    call = caller.call("3001")
    call.wait_for("up")
    own = phone.incoming().answer()
    shows(dave, "unavailable", on_call_acd=True)
    dave.ask({"class": "subscribe", "message": "current_calls"})
    wait_until(lambda: calls(dave) == [("1001", "up")], what=lambda: f"dave talks: {calls(dave)}")
    mark, start = dave.mark(), time.monotonic()
    dave.send({"class": "hold"})
    told(dave, "hold", mark)
    wait_until(lambda: time.monotonic() > start + 2.5, what="longer than a leg may be alone")
    shows(dave, "unavailable", on_call_acd=True)
    dave.send({"class": "resume"})
    told(dave, "up", mark)
    shows(dave, "unavailable", on_call_acd=True)
    own.hangup()
    call.wait_for("ended")
    shows(dave, "available")
    dave.send(command("agentlogout"))
    shows(dave, "logged_out")
