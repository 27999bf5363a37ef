"""The operator's day, with real phones: carol (1003) is the operator, alice (1001) and frank's customers call the switchboard."""

import pytest
from support.waiting import wait_until
from test_transfers import cancelled, current, together

QUEUES = {"__switchboard": "3", "__switchboard_hold": "4"}  # their ids in the demo data


@pytest.fixture
def office(desk):
    desk.alice, desk.bob, desk.carol = (desk.phone(number) for number in ("1001", "1002", "1003"))
    desk.client = desk.login("carol")
    desk.client.ask({"class": "subscribe", "message": "current_calls"})
    desk.session = desk.exchange.session()
    return desk


def waiting(desk, queue="__switchboard"):
    return [item["Uniqueid"] for item in desk.session.list("QueueStatus", Queue=queue) if item["Event"] == "QueueEntry"]


def caller(desk, queue="__switchboard"):
    """The call that waits there, once the operator's client shows it, too."""
    call = wait_until(lambda: waiting(desk, queue), what=f"a call in {queue}")[0]
    desk.client.send({"class": "subscribe", "message": "queueentryupdate", "queueid": QUEUES[queue]})
    shows = lambda message: message["class"] == "queueentryupdate" and call in [e["uniqueid"] for e in message["state"]["entries"]]
    desk.client.wait_for(shows)
    return call


def queue_rings(desk):
    """carol is a member of the queue: her phone rings, and the server knows it; not on the simulated exchange, whose queue has no members."""
    if not desk.exchange.agi["port"]:
        return None
    ringing = desk.carol.incoming()
    wait_until(lambda: desk.client.hints()["1003"] == "8", what="line 1003 rings")
    return ringing


def answer(desk):
    """A call of alice comes into the queue and is answered from the client."""
    desk.call = desk.alice.call("3000")
    call, mark = caller(desk), desk.client.mark()
    queue_rings(desk)
    desk.client.send({"class": "answer", "unique_id": call})
    desk.own = desk.exchange.own_call(desk.carol)
    together(desk, "1001", "1003")
    current(desk, ["1001"], after=mark)


def test_P167_T155_T066_a_waiting_call_is_answered_from_the_client(office):
    answer(office)
    assert not waiting(office)
    office.agrees(office.client)


def test_P167_T155_the_ringing_of_the_queue_is_no_missed_call(asterisk_desk):
    desk = asterisk_desk
    desk.alice, desk.carol = desk.phone("1001"), desk.phone("1003")
    desk.client, desk.session = desk.login("carol"), desk.exchange.session()
    desk.client.ask({"class": "subscribe", "message": "current_calls"})
    desk.call = desk.alice.call("3000")
    ringing, call = queue_rings(desk), caller(desk)
    desk.client.send({"class": "answer", "unique_id": call})
    own = desk.carol.incoming()
    ringing.wait_for("ended")
    cancel = next(r for r in desk.carol.requests if r.method == "CANCEL" and r.get("Call-ID") == ringing.call_id)
    assert "Call completed elsewhere" in (cancel.get("Reason") or "")
    assert "1001" in own.invite.get("From"), "the phone shows who calls"
    own.answer()
    current(desk, ["1001"])
    own.hangup()
    desk.call.wait_for("ended")
    history = lambda: [(c["mode"], c["extension"]) for c in desk.client.ask({"class": "history", "size": 50})["history"]]
    wait_until(lambda: (1, "1001") in history(), what=lambda: f"a received call: {history()}")
    assert 2 not in [mode for mode, _ in history()], "a missed call"


def test_the_operators_day(office):
    """P167, P169, P170, T158, T159, P131 to P133, P173, P174: answered, put aside, fetched again, a transfer taken back, another made."""
    answer(office)
    mark = office.client.mark()
    office.client.send({"class": "hold_switchboard", "queue_name": "__switchboard_hold"})
    held = caller(office, "__switchboard_hold")
    office.own.wait_for("ended")
    current(office, [], after=mark)

    wait_until(lambda: office.client.hints()["1003"] == "0", what="the operator is free")
    mark = office.client.mark()
    office.client.send({"class": "resume_switchboard", "unique_id": held})
    office.own = office.exchange.own_call(office.carol)
    together(office, "1001", "1003")
    current(office, ["1001"], after=mark)
    assert not waiting(office, "__switchboard_hold")

    mark = office.client.mark()
    office.client.send({"class": "attended_transfer", "number": "1002"})
    bob = office.bob.incoming()
    bob.answer()
    office.client.wait_for({"class": "current_call_attended_transfer_answered", "line": "sip/1003"}, after=mark)
    together(office, "1002", "1003")
    current(office, ["1002"], after=mark)
    mark = office.client.mark()
    office.client.send({"class": "cancel_transfer"})
    cancelled(office, mark)
    bob.wait_for("ended")
    together(office, "1001", "1003")
    current(office, ["1001"], after=mark)

    mark = office.client.mark()
    office.client.send({"class": "attended_transfer", "number": "1002"})
    office.bob.incoming().answer()
    office.client.wait_for({"class": "current_call_attended_transfer_answered", "line": "sip/1003"}, after=mark)
    office.client.send({"class": "complete_transfer"})
    together(office, "1001", "1002")
    office.own.wait_for("ended")
    current(office, [], after=mark)
    office.agrees(office.client)


def test_P168_T156_the_first_of_two_operators_has_the_call(office):
    frank = office.login("frank")
    office.phone("1006")
    office.call = office.alice.call("3000")
    queue_rings(office)
    call = caller(office)
    for client in (office.client, frank):
        client.send({"class": "answer", "unique_id": call})
        client.ask({"class": "keepalive"})
    office.own = office.exchange.own_call(office.carol)
    together(office, "1001", "1003")
    assert not [c for c in office.session.channels() if "1006" in c]


def test_T157_a_caller_who_gives_up_ends_the_ringing(asterisk_desk):
    desk = asterisk_desk
    desk.alice, desk.carol = desk.phone("1001"), desk.phone("1003")
    desk.client, desk.session = desk.login("carol"), desk.exchange.session()
    call = desk.alice.call("3000")
    first, waiting_call = queue_rings(desk), caller(desk)
    desk.client.send({"class": "answer", "unique_id": waiting_call})
    second = desk.carol.incoming()
    first.wait_for("ended")
    call.hangup()
    second.wait_for("ended")


def test_T127_P167_the_operators_phone_is_asked_to_pick_up(talk_desk):
    """By a NOTIFY within the call; nobody touches it."""
    desk = talk_desk
    desk.alice, desk.carol = desk.phone("1001"), desk.phone("1003")
    desk.client, desk.session = desk.login("carol"), desk.exchange.session()
    desk.alice.call("3000")
    ringing, call = queue_rings(desk), caller(desk)
    desk.client.send({"class": "answer", "unique_id": call})
    ringing.wait_for("ended")
    together(desk, "1001", "1003")
