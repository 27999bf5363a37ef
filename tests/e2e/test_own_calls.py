"""All calls of a user, one by one, with real phones (docs/protocol/extensions.md, "One call of several"). carol is the user; her phone is
1003."""

import pytest
from support.own_calls import calls, follow, has, id_of, lists
from support.waiting import wait_until
from test_switchboard import caller
from test_transfers import together, who_talks


def begin(desk, user="carol"):
    desk.client = desk.login(user, extensions=["calls"])
    follow(desk.client)
    has(desk.client)
    desk.session = desk.exchange.session()
    desk.carol = desk.phone("1003")
    return desk


@pytest.fixture
def carol(desk):
    """On all three exchanges."""
    return begin(desk)


@pytest.fixture
def real_carol(asterisk_desk):
    return begin(asterisk_desk)


def called_by(desk, number):
    """That phone calls carol, who answers; both ends."""
    call = desk.phone(number).call("1003")
    own = desk.carol.incoming().answer()
    call.wait_for("up")
    return call, own


def put(client, function, value, told):
    """Sets a service of the user, who is told so once it is in force."""
    mark = client.mark()
    client.send({"class": "featuresput", "function": function, "value": value})
    client.wait_for({"function": "updateconfig", "listname": "users", "tid": client.user_id, "config": told}, after=mark)


def forward_when_busy(client, number):
    value = {"enablebusy": bool(number), "destbusy": number}
    put(client, "fwd", value, value)


def order(desk, message_class, words, **more):
    """Sends a request about the call that is so."""
    desk.client.send({"class": message_class, "call": id_of(desk.client, words), **more})


def test_P231_a_dialled_call_has_one_id_from_the_first_ring_of_the_own_phone(carol):
    bob, own_phone = carol.phone("1002"), carol.carol
    assert carol.dial(carol.client, "1002")["class"] == "dial_success"
    first = has(carol.client, "dialling out 1002")[0]
    carol.exchange.own_call(own_phone)
    ringing = bob.incoming()
    assert has(carol.client, "dialling out 1002")[0]["id"] == first["id"], "the own phone has been picked up, bob's rings"
    ringing.answer()
    (call,) = has(carol.client, "up out 1002")
    assert (call["id"], call["name"]) == (first["id"], "Bob Stone") and call["since"] >= first["since"]
    ringing.hangup()
    has(carol.client)
    assert [words for words in lists(carol.client) if words] == [["dialling out 1002"], ["up out 1002"]]


def test_P232_P233_an_incoming_call_to_its_end(carol):
    caller = carol.phone("1001").call("1003")
    own = carol.carol.incoming()
    (ringing,) = has(carol.client, "ringing in 1001")
    assert ringing["line"] == "3" and ringing["name"] == "Alice Martin"
    own.answer()
    (up,) = has(carol.client, "up in 1001")
    order(carol, "hold", "up in 1001")
    (held,) = has(carol.client, "hold in 1001")
    again = carol.login("carol", extensions=["calls"])
    assert follow(again) == [held], "who comes later hears since when"
    order(carol, "resume", "hold in 1001")
    (back,) = has(carol.client, "up in 1001")
    assert len({call["id"] for call in (ringing, up, held, back)}) == 1
    assert ringing["since"] <= up["since"] < held["since"] < back["since"]
    own.hangup()
    caller.wait_for("ended")
    has(carol.client)
    has(again)


def test_P232_a_call_that_is_answered_elsewhere(real_carol):
    bob = real_carol.phone("1002")
    call = real_carol.phone("1001").call("2000")
    real_carol.carol.incoming()
    has(real_carol.client, "ringing in 1001")
    bob.incoming().answer()
    call.wait_for("up")
    has(real_carol.client)


def test_P234_a_consultation_that_is_cancelled_and_one_that_is_completed(carol):
    called_by(carol, "1001")
    (up,) = has(carol.client, "up in 1001")
    for end in ("cancel_transfer", "complete_transfer"):
        carol.client.send({"class": "attended_transfer", "number": "1002"})
        ringing = carol.phone("1002").incoming()
        (dialling,) = has(carol.client, "dialling in 1002 while 1001 waits")
        ringing.answer()
        (consulting,) = has(carol.client, "consult in 1002 while 1001 waits")
        assert dialling["id"] == consulting["id"] == up["id"]
        carol.client.send({"class": end})
        if end == "cancel_transfer":
            assert has(carol.client, "up in 1001")[0]["id"] == up["id"]
            ringing.wait_for("ended")
    together(carol, "1001", "1002")
    has(carol.client)
    seen = [words for words in lists(carol.client) if words]
    assert all(len(words) == 1 for words in seen), seen


@pytest.mark.parametrize("interface", ["PJSIP/1004", "Local/1004@default/n"])
def test_P235_a_call_of_a_queue_has_its_name_to_the_end(asterisk_desk, interface):
    desk = begin(asterisk_desk, "dave")
    dave, caller = desk.phone("1004"), desk.phone("1001")
    desk.session.ask("QueueAdd", Queue="blue", Interface=interface, MemberName="Dave")
    call = caller.call("3001")
    own = dave.incoming()
    has(desk.client, "ringing in 1001 of blue")
    own.answer()
    has(desk.client, "up in 1001 of blue")
    order(desk, "hold", "up in 1001 of blue")
    has(desk.client, "hold in 1001 of blue")
    call.hangup()
    own.wait_for("ended")
    has(desk.client)
    desk.session.ask("QueueRemove", Queue="blue", Interface=interface)


def test_P235_a_waiting_call_that_an_operator_fetches(carol):
    carol.phone("1001").call("3009")
    carol.client.send({"class": "resume_switchboard", "unique_id": caller(carol, "__switchboard_hold")})
    own = carol.exchange.own_call(carol.carol)
    has(carol.client, "up in 1001 of __switchboard_hold")
    assert all(words in ([], ["ringing in 1001 of __switchboard_hold"], ["up in 1001 of __switchboard_hold"]) for words in lists(carol.client))
    own.hangup()
    has(carol.client)


def test_P236_a_call_that_is_picked_up_and_one_that_is_parked(real_carol):
    caller = real_carol.phone("1001").call("1002")
    real_carol.phone("1002").incoming()
    own = real_carol.carol.call("*81002")
    caller.wait_for("up")
    (call,) = has(real_carol.client, "up in 1001")
    assert call["id"] in {c["Uniqueid"] for c in real_carol.session.list("CoreShowChannels")}
    own.hangup()
    has(real_carol.client)


def test_P237_P238_three_calls_are_held_resumed_and_ended_one_by_one(real_carol):
    desk = real_carol
    ends = {number: called_by(desk, number) for number in ("1001", "1002", "1004")}
    has(desk.client, "up in 1001", "up in 1002", "up in 1004")
    desk.session.wait_bridged(6)
    order(desk, "hold", "up in 1002")
    has(desk.client, "up in 1001", "hold in 1002", "up in 1004")
    order(desk, "hold", "up in 1004")
    has(desk.client, "up in 1001", "hold in 1002", "hold in 1004")
    together(desk, "1001", "1003")
    order(desk, "hangup", "hold in 1004")
    has(desk.client, "up in 1001", "hold in 1002")
    ends["1004"][0].wait_for("ended")
    order(desk, "resume", "hold in 1002")
    has(desk.client, "up in 1001", "up in 1002")
    wait_until(lambda: who_talks(desk) == {frozenset(("1001", "1003")), frozenset(("1002", "1003"))}, what=lambda: f"two calls: {who_talks(desk)}")
    order(desk, "hangup", "up in 1002")
    has(desk.client, "up in 1001")
    ends["1002"][0].wait_for("ended")
    assert ends["1001"][0].state == "up"


def test_P239_P243_three_calls_are_transferred_one_by_one(real_carol):
    desk = real_carol
    ends = {number: called_by(desk, number) for number in ("1001", "1002", "1004")}
    has(desk.client, "up in 1001", "up in 1002", "up in 1004")
    desk.session.wait_bridged(6)
    target = desk.phone("1005")
    order(desk, "direct_transfer", "up in 1002", number="1005")
    target.incoming().answer()
    has(desk.client, "up in 1001", "up in 1004")
    ends["1002"][1].wait_for("ended")
    other = desk.phone("1006")
    order(desk, "attended_transfer", "up in 1004", number="1006")
    other.incoming().answer()
    has(desk.client, "up in 1001", "consult in 1006 while 1004 waits")
    desk.client.send({"class": "complete_transfer"})
    has(desk.client, "up in 1001")
    wait_until(lambda: {frozenset(("1002", "1005")), frozenset(("1004", "1006")), frozenset(("1001", "1003"))} == who_talks(desk),
               what=lambda: f"three pairs: {who_talks(desk)}")


def test_P239_a_call_that_the_phone_holds_is_sent_on(real_carol):
    desk = real_carol
    _, own = called_by(desk, "1001")
    has(desk.client, "up in 1001")
    desk.session.wait_bridged(2)
    own.hold()
    has(desk.client, "hold in 1001")
    target = desk.phone("1002")
    order(desk, "direct_transfer", "hold in 1001", number="1002")
    target.incoming().answer()
    together(desk, "1001", "1002")
    has(desk.client)


def test_P240_a_phone_that_takes_orders_answers_the_call_that_is_named(talk_desk):
    desk = begin(talk_desk)
    first = desk.phone("1001").call("1003")
    has(desk.client, "ringing in 1001")
    second = desk.phone("1002").call("1003")
    has(desk.client, "ringing in 1001", "ringing in 1002")
    order(desk, "answer_own", "ringing in 1002")
    second.wait_for("up")
    has(desk.client, "ringing in 1001", "up in 1002")
    assert first.state == "ringing"


def test_P240_P242_a_phone_that_takes_none(real_carol):
    desk = real_carol
    call = desk.phone("1001").call("1003")
    own = desk.carol.incoming()
    has(desk.client, "ringing in 1001")
    answer = desk.client.ask({"class": "answer_own", "call": id_of(desk.client, "ringing in 1001")})
    assert (answer["class"], answer["error_string"]) == ("ipbxcommand", "phone_takes_no_orders")
    assert own.state == "ringing" and call.state == "ringing"


def test_P241_the_caller_of_a_call_that_is_declined_hears_that_it_is_busy(real_carol):
    call = real_carol.phone("1001").call("1003")
    own = real_carol.carol.incoming()
    has(real_carol.client, "ringing in 1001")
    order(real_carol, "decline", "ringing in 1001")
    assert call.wait_for("ended").code == 486
    own.wait_for("ended")
    has(real_carol.client)


def test_P241_it_goes_where_calls_of_a_busy_user_go(real_carol):
    desk, bob = real_carol, real_carol.phone("1002")
    forward_when_busy(desk.client, "1002")
    try:
        call = desk.phone("1001").call("1003")
        has(desk.client, "ringing in 1001")
        order(desk, "decline", "ringing in 1001")
        bob.incoming().answer()
        call.wait_for("up")
        has(desk.client)
    finally:
        forward_when_busy(desk.client, "")


def test_P241_a_queue_calls_its_next_member(real_carol):
    desk = real_carol
    dave = desk.phone("1004")
    for number in ("1003", "1004"):
        desk.session.ask("QueueAdd", Queue="blue", Interface=f"PJSIP/{number}", MemberName=number)
    call = desk.phone("1001").call("3001")
    ringing = dave.incoming()
    has(desk.client, "ringing in 1001 of blue")
    order(desk, "decline", "ringing in 1001 of blue")
    has(desk.client)
    ringing.answer()
    ringing.wait_for("up")
    assert call.state == "up"
    for number in ("1003", "1004"):
        desk.session.ask("QueueRemove", Queue="blue", Interface=f"PJSIP/{number}")


def test_P242_what_is_over_is_no_call_any_more(carol):
    call, _ = called_by(carol, "1001")
    (up,) = has(carol.client, "up in 1001")
    call.hangup()
    has(carol.client)
    for request in ({"class": "hangup"}, {"class": "hold"}, {"class": "resume"}, {"class": "decline"}, {"class": "answer_own"},
                    {"class": "direct_transfer", "number": "1002"}, {"class": "attended_transfer", "number": "1002"},
                    {"class": "blind_transfer_voicemail", "voicemail": "1002"}, {"class": "attended_transfer_voicemail", "voicemail": "1002"}):
        answer = carol.client.ask({**request, "call": up["id"]})
        assert (answer["class"], answer["error_string"]) == ("ipbxcommand", "no_such_call"), request
    assert calls(carol.client) == []
