"""What becomes of transfers, with real phones (docs/protocol/extensions.md, "One call of several"). alice (1001) has called carol (1003),
who transfers to bob (1002) from her client."""

import pytest
from support.own_calls import follow, has, result, results
from test_own_calls import begin, called_by, forward_when_busy, put


@pytest.fixture
def talking(desk):
    return start(desk)


@pytest.fixture
def real(asterisk_desk):
    return start(asterisk_desk)


def start(desk):
    begin(desk)
    desk.bob = desk.phone("1002")
    desk.call, desk.own = called_by(desk, "1001")
    (desk.transferred,) = has(desk.client, "up in 1001")
    return desk


def transfer(desk, kind="direct_transfer", to="1002", key="number"):
    mark = desk.client.mark()
    desk.client.send({"class": kind, key: to, "call": desk.transferred["id"]})
    return mark


def test_P243_answered(talking):
    other, nobody = talking.login("carol", extensions=["calls"]), talking.login("carol")
    follow(other)
    mark = transfer(talking)
    ringing = talking.bob.incoming()
    has(talking.client)
    assert not results(talking.client)
    ringing.answer()
    for client, after in ((talking.client, mark), (other, 0)):
        assert result(client, "1002", "answered", after)["call"] == talking.transferred["id"]
    assert nobody.hears_nothing({"class": "transfer_result"}) and nobody.hears_nothing({"class": "my_calls"})


def test_P244_busy(real):
    mark = transfer(real)
    real.bob.incoming().reject()
    result(real.client, "1002", "busy", mark)


def test_P244_do_not_disturb(real):
    bob = real.login("bob")
    put(bob, "enablednd", True, {"enablednd": True})
    try:
        result(real.client, "1002", "busy", transfer(real))
    finally:
        put(bob, "enablednd", False, {"enablednd": False})


def test_P245_nobody_answers(real):
    """bob has a mailbox, which takes the call."""
    mark = transfer(real)
    real.bob.incoming().reject(603)
    result(real.client, "1002", "noanswer", mark)


def test_P245_a_phone_that_is_off(real):
    off = real.phone("1005")
    off.unregister()
    result(real.client, "1005", "noanswer", transfer(real, to="1005"))


def test_P246_the_caller_hangs_up(talking):
    mark = transfer(talking)
    ringing = talking.bob.incoming()
    talking.call.hangup()
    ringing.wait_for("ended")
    result(talking.client, "1002", "gone", mark)


def test_P246_there_is_no_such_number(talking):
    mark = talking.client.mark()
    answer = talking.client.ask({"class": "direct_transfer", "number": "4999", "call": talking.transferred["id"]})
    assert answer["error_string"] == "unreachable_extension:4999"
    result(talking.client, "4999", "gone", mark)
    has(talking.client, "up in 1001")


def test_P243_a_queue(talking):
    result(talking.client, "3009", "answered", transfer(talking, to="3009"))


def test_P243_P239_a_mailbox(real):
    result(real.client, "1002", "answered", transfer(real, "blind_transfer_voicemail", key="voicemail"))


def test_P243_somebody_to_whom_the_target_forwards(real):
    bob, dave = real.login("bob"), real.phone("1004")
    forward_when_busy(bob, "1004")
    try:
        mark = transfer(real)
        real.bob.incoming().reject()
        dave.incoming().answer()
        result(real.client, "1002", "answered", mark)
    finally:
        forward_when_busy(bob, "")


def test_P243_a_consultation_that_is_completed(talking):
    mark = transfer(talking, "attended_transfer")
    talking.bob.incoming().answer()
    has(talking.client, "consult in 1002 while 1001 waits")
    talking.client.send({"class": "complete_transfer"})
    result(talking.client, "1002", "answered", mark)


def test_P244_a_consultation_whose_target_is_busy(real):
    mark = transfer(real, "attended_transfer")
    real.bob.incoming().reject()
    result(real.client, "1002", "busy", mark)
    has(real.client, "up in 1001")


def test_P245_a_consultation_whose_target_is_off(real):
    off = real.phone("1005")
    off.unregister()
    result(real.client, "1005", "noanswer", transfer(real, "attended_transfer", to="1005"))
    has(real.client, "up in 1001")


def test_P246_the_caller_does_not_wait(talking):
    mark = transfer(talking, "attended_transfer")
    talking.bob.incoming().answer()
    has(talking.client, "consult in 1002 while 1001 waits")
    talking.call.hangup()
    result(talking.client, "1002", "gone", mark)


def test_P239_P243_a_mailbox_whose_greeting_is_heard_first(real):
    mark = transfer(real, "attended_transfer_voicemail", key="voicemail")
    has(real.client, "consult in 1002 while 1001 waits")
    real.client.send({"class": "complete_transfer"})
    result(real.client, "1002", "answered", mark)


def test_P243_who_hangs_up_while_the_target_rings_hears_what_becomes_of_it(real):
    mark = transfer(real, "attended_transfer")
    first = real.bob.incoming()
    real.own.hangup()
    first.wait_for("ended")
    real.bob.incoming().answer()
    result(real.client, "1002", "answered", mark)


def test_P234_a_transfer_that_is_cancelled_has_no_result(talking):
    mark = transfer(talking, "attended_transfer")
    talking.bob.incoming().answer()
    has(talking.client, "consult in 1002 while 1001 waits")
    talking.client.send({"class": "cancel_transfer"})
    has(talking.client, "up in 1001")
    talking.client.ask({"class": "keepalive"})
    assert not results(talking.client, mark)
