"""What becomes of calls, with real phones (docs/protocol/extensions.md, "One call of several"). carol is the user; her phone is 1003."""

import time

import pytest
from support.own_calls import calls, ending, endings, follow, has, id_of, result
from support.waiting import wait_until
from test_own_calls import begin, called_by, forward_when_busy, order, put
from test_transfers import together


def start(desk):
    for number in ("1001", "1002", "1004"):
        desk.phone(number)  # is switched on
    return begin(desk)


@pytest.fixture
def carol(desk):
    """On all three exchanges."""
    return start(desk)


@pytest.fixture
def real_carol(asterisk_desk):
    return start(asterisk_desk)


def dial(desk, number):
    """carol calls by command, and picks up her own phone; her end."""
    assert desk.dial(desk.client, number)["class"] == "dial_success"
    return desk.exchange.own_call(desk.carol)


def end_of_dialled(desk, number, what, end):
    """Calls the number by command, then at the phone; `end` is what happens to the call that rings there."""
    for begin_call in (lambda: dial(desk, number), lambda: desk.carol.call(number)):
        mark = desk.client.mark()
        own = begin_call()
        end(own)
        told = ending(desk.client, what, mark)
        assert told["duration"] == 0
        has(desk.client)


def test_P256_a_conversation(carol):
    other, nobody = carol.login("carol", extensions=["calls"]), carol.login("carol")
    follow(other)
    call, own = called_by(carol, "1001")
    (up,) = has(carol.client, "up in 1001")
    time.sleep(1.2)
    own.hangup()
    for client in (carol.client, other):
        told = ending(client, "ended")
        assert told["call"] == up["id"] and 1 < told["duration"] < 5
    assert nobody.hears_nothing({"class": "call_ended"})
    call.wait_for("ended")
    mark = carol.client.mark()
    dial(carol, "1002")
    carol.phone("1002").incoming().answer()
    has(carol.client, "up out 1002")
    carol.client.send({"class": "hangup"})
    assert ending(carol.client, "ended", mark)["duration"] < 5


def test_P256_something_answers_by_itself(real_carol):
    """9005 says nothing for a second, and hangs up."""
    real_carol.carol.call("9005")
    assert 0.5 < ending(real_carol.client, "ended")["duration"] < 3
    mark = real_carol.client.mark()
    own = dial(real_carol, "*98")
    has(real_carol.client, "up out *98")
    own.hangup()
    assert ending(real_carol.client, "ended", mark)["duration"] > 0.5


def test_P257_somebody_is_busy(carol):
    end_of_dialled(carol, "1002", "busy", lambda _: carol.phone("1002").incoming().reject())


def test_P257_do_not_disturb(real_carol):
    bob = real_carol.login("bob")
    put(bob, "enablednd", True, {"enablednd": True})
    try:
        end_of_dialled(real_carol, "1002", "busy", lambda own: time.sleep(0.5) or own.hangup())
    finally:
        put(bob, "enablednd", False, {"enablednd": False})


def test_P258_nobody_answers(carol):
    dial(carol, "1004")
    carol.phone("1004").incoming()
    assert ending(carol.client, "noanswer", within=40)["duration"] == 0


def test_P258_a_mailbox_takes_what_nobody_took(real_carol):
    def end(own):
        real_carol.phone("1002").incoming().reject(480)
        time.sleep(1)
        own.hangup()

    end_of_dialled(real_carol, "1002", "noanswer", end)


def test_P259_a_phone_that_is_off(real_carol):
    real_carol.phone("1005").unregister()
    end_of_dialled(real_carol, "1005", "unreachable", lambda _: None)


def test_P260_somebody_declines(carol):
    end_of_dialled(carol, "1004", "refused", lambda _: carol.phone("1004").incoming().reject(603))


def test_P261_the_caller_gives_up(carol):
    call = carol.phone("1001").call("1003")
    carol.carol.incoming()
    (ringing,) = has(carol.client, "ringing in 1001")
    call.hangup()
    told = ending(carol.client, "missed")
    assert (told["call"], told["duration"]) == (ringing["id"], 0)


def test_P262_another_of_a_group(real_carol):
    call = real_carol.phone("1001").call("2000")
    real_carol.carol.incoming()
    has(real_carol.client, "ringing in 1001")
    real_carol.phone("1002").incoming().answer()
    call.wait_for("up")
    ending(real_carol.client, "elsewhere")


def test_P262_somebody_picks_it_up(real_carol):
    call = real_carol.phone("1001").call("1003")
    real_carol.carol.incoming()
    has(real_carol.client, "ringing in 1001")
    real_carol.phone("1002").call("*81003")
    call.wait_for("up")
    ending(real_carol.client, "elsewhere")


@pytest.mark.parametrize("interface", ["PJSIP/{}", "Local/{}@default/n"])
def test_P262_another_member_of_a_queue(real_carol, interface):
    desk = real_carol
    for number in ("1003", "1004"):
        desk.session.ask("QueueAdd", Queue="blue", Interface=interface.format(number), MemberName=number)
    call, other = desk.phone("1001").call("3001"), desk.phone("1004")
    wait_until(lambda: [each["state"] for each in calls(desk.client)] == ["ringing"], what="carol's phone rings")
    other.incoming().answer()
    call.wait_for("up")
    ending(desk.client, "elsewhere")
    for number in ("1003", "1004"):
        desk.session.ask("QueueRemove", Queue="blue", Interface=interface.format(number))


@pytest.mark.parametrize("how", ["request", 486, 603])
def test_P263_the_user_declines(carol, how):
    carol.phone("1001").call("1003")
    own = carol.carol.incoming()
    has(carol.client, "ringing in 1001")
    if how == "request":
        order(carol, "decline", "ringing in 1001")
    else:
        own.reject(how)
    ending(carol.client, "declined")


def test_P263_the_phone_sends_it_on(real_carol):
    call = real_carol.phone("1001").call("1003")
    own = real_carol.carol.incoming()
    has(real_carol.client, "ringing in 1001")
    own.redirect("1002")
    real_carol.phone("1002").incoming().answer()
    call.wait_for("up")
    ending(real_carol.client, "declined")


def test_P263_a_forward_takes_what_was_declined(real_carol):
    forward_when_busy(real_carol.client, "1002")
    try:
        call = real_carol.phone("1001").call("1003")
        has(real_carol.client, "ringing in 1001")
        order(real_carol, "decline", "ringing in 1001")
        real_carol.phone("1002").incoming().answer()
        call.wait_for("up")
        ending(real_carol.client, "declined")
    finally:
        forward_when_busy(real_carol.client, "")


def test_P264_the_user_hangs_up_while_it_rings(carol):
    def end(own):
        carol.phone("1002").incoming()
        has(carol.client, "dialling out 1002")
        own.hangup()

    end_of_dialled(carol, "1002", "cancelled", end)


@pytest.mark.parametrize("code", [486, 603, None])
def test_P264_the_own_phone_is_not_picked_up(real_carol, code):
    real_carol.dial(real_carol.client, "1002")
    own = real_carol.carol.incoming()
    has(real_carol.client, "dialling out 1002")
    if code:
        own.reject(code)
    else:
        order(real_carol, "hangup", "dialling out 1002")
    assert ending(real_carol.client, "cancelled")["duration"] == 0


def consulting(carol):
    """carol talks to 1002 while 1001 waits; the call of 1001 and her own."""
    calls = called_by(carol, "1001")
    has(carol.client, "up in 1001")
    carol.client.send({"class": "attended_transfer", "number": "1002"})
    carol.phone("1002").incoming().answer()
    has(carol.client, "consult in 1002 while 1001 waits")
    return calls


def silence(desk, what):
    """The user has no call any more, and was told of a transfer only."""
    result(desk.client, "1002", what)
    has(desk.client)
    desk.client.ask({"class": "keepalive"})
    assert endings(desk.client) == []


def test_P265_a_call_that_is_sent_on(carol):
    called_by(carol, "1001")
    has(carol.client, "up in 1001")
    order(carol, "direct_transfer", "up in 1001", number="1002")
    carol.phone("1002").incoming().answer()
    silence(carol, "answered")


def test_P265_a_consultation_that_is_completed(carol):
    consulting(carol)
    carol.client.send({"class": "complete_transfer"})
    silence(carol, "answered")


def test_P265_who_hangs_up_while_the_target_rings_has_sent_the_call_on(real_carol):
    _, own = called_by(real_carol, "1001")
    has(real_carol.client, "up in 1001")
    real_carol.client.send({"class": "attended_transfer", "number": "1002"})
    first = real_carol.phone("1002").incoming()
    own.hangup()
    first.wait_for("ended")
    real_carol.phone("1002").incoming().answer()
    silence(real_carol, "answered")


def test_P265_a_transfer_that_is_cancelled(carol):
    _, own = consulting(carol)
    carol.client.send({"class": "cancel_transfer"})
    has(carol.client, "up in 1001")
    together(carol, "1001", "1003")
    own.hangup()
    ending(carol.client, "ended")


def test_P265_the_caller_is_lost_during_one(carol):
    call, own = consulting(carol)
    call.hangup()
    result(carol.client, "1002", "gone")
    assert endings(carol.client) == []
    own.hangup()
    ending(carol.client, "ended")


def test_P265_a_transfer_to_nowhere(carol):
    _, own = called_by(carol, "1001")
    has(carol.client, "up in 1001")
    carol.client.ask({"class": "direct_transfer", "number": "4999", "call": id_of(carol.client, "up in 1001")})
    own.hangup()
    ending(carol.client, "ended")
