"""All calls of a user, one by one, for sessions that ask for the extension `calls` (docs/protocol/extensions.md, "One call of several"; rows
P230 to P247), against the simulated exchange. bob's phone is 1002."""

import json

import pytest
from conformance.people import answered_until_keepalive
from conformance.test_transfers import silence, state
from support.own_calls import calls, ending, follow, has, id_of, lists, result

TAKING_A_CALL = [{"class": "hangup"}, {"class": "hold"}, {"class": "resume"}, {"class": "decline"}, {"class": "answer_own"},
                 {"class": "direct_transfer", "number": "1003"}, {"class": "attended_transfer", "number": "1003"},
                 {"class": "blind_transfer_voicemail", "voicemail": "1003"}, {"class": "attended_transfer_voicemail", "voicemail": "1003"}]


@pytest.fixture
def bob(people):
    client = people.connect()
    client.login("bob", extensions=["calls"])
    assert follow(client) == []
    return client


def call(exchange, number):
    exchange.console(f"call {number} 1002")


def talk(bob, exchange, number="1007"):
    call(exchange, number)
    state(exchange, "1002", "ringing")
    exchange.console("answer 1002")
    return has(bob, *[f"up in {each['number']}" for each in calls(bob) if each["state"] == "up"], f"up in {number}")


def error(client, request):
    answer = client.ask(request)
    assert answer["class"] == "ipbxcommand"
    return answer["error_string"]


def test_P230_every_list_has_the_fields_that_are_described(bob, exchange, people):
    call(exchange, "1007")
    (ringing,) = has(bob, "ringing in 1007")
    assert set(ringing) == {"id", "line", "state", "direction", "name", "number", "since"}
    assert ringing["name"] == "Grace Kim" and ringing["line"] == "2"
    told = bob.wait_for({"class": "my_calls", "calls": [ringing]})
    assert abs(ringing["since"] - told["timenow"]) < 10 and "replyid" not in told
    second = people.connect()
    second.login("bob", extensions=["calls"])
    assert follow(second) == [ringing]
    exchange.console("hangup 1007")
    has(bob)
    has(second)


def test_P231_P232_P233_states_from_the_first_ring_to_the_end(bob, exchange):
    bob.send({"class": "ipbxcommand", "command": "dial", "destination": "1003"})
    state(exchange, "1003", "ringing")
    has(bob, "dialling out 1003")
    exchange.console("answer 1003")
    has(bob, "up out 1003")
    for order, words in (("hold 1002", "hold out 1003"), ("resume 1002", "up out 1003")):
        exchange.console(order)
        has(bob, words)
    exchange.console("hangup 1003")
    has(bob)
    assert len({c["id"] for m in bob.all({"class": "my_calls"}) for c in m["calls"]}) == 1


def test_P237_P238_two_calls_one_by_one(bob, exchange):
    talk(bob, exchange, "1007")
    talk(bob, exchange, "1006")
    bob.send({"class": "hold", "call": id_of(bob, "up in 1006")})
    has(bob, "up in 1007", "hold in 1006")
    bob.send({"class": "hold", "call": id_of(bob, "up in 1007")})
    has(bob, "hold in 1007", "hold in 1006")
    bob.send({"class": "resume", "call": id_of(bob, "hold in 1006")})
    has(bob, "hold in 1007", "up in 1006")
    bob.send({"class": "hangup", "call": id_of(bob, "hold in 1007")})
    has(bob, "up in 1006")
    state(exchange, "1007", "idle")
    state(exchange, "1006", "up 1002")


def test_P239_P243_one_of_two_is_transferred(bob, exchange):
    talk(bob, exchange, "1007")
    talk(bob, exchange, "1006")
    sent = id_of(bob, "up in 1006")
    bob.send({"class": "direct_transfer", "number": "1003", "call": sent})
    state(exchange, "1003", "ringing 1006")
    has(bob, "up in 1007")
    exchange.console("answer 1003")
    assert result(bob, "1003", "answered") == {**bob.all({"class": "transfer_result"})[0], "call": sent, "to": "1003", "result": "answered"}
    assert set(bob.all({"class": "transfer_result"})[0]) == {"class", "call", "to", "result", "timenow"}


@pytest.mark.parametrize("end, what", [("reject 1003 busy", "busy"), ("reject 1003 declined", "noanswer"), ("hangup 1007", "gone")])
def test_P244_P245_P246_what_becomes_of_a_transfer(bob, exchange, end, what):
    (sent,) = talk(bob, exchange)
    bob.send({"class": "direct_transfer", "number": "1003"})
    state(exchange, "1003", "ringing 1007")
    exchange.console(end)
    assert result(bob, "1003", what)["call"] == sent["id"]


def test_P241_a_declined_call_ends_busy(bob, exchange):
    call(exchange, "1007")
    has(bob, "ringing in 1007")
    bob.send({"class": "decline", "call": id_of(bob, "ringing in 1007")})
    has(bob)
    state(exchange, "1007", "idle")


def test_P242_what_is_no_call_of_the_user(bob, exchange, people):
    carol = people.connect()
    carol.login("carol", extensions=["calls"])
    follow(carol)
    (own,) = talk(bob, exchange)
    exchange.console("call 1006 1003")
    (other,) = has(carol, "ringing in 1006")
    mark = bob.mark()
    for request in TAKING_A_CALL:
        for name in (other["id"], "", own["id"] + "0"):
            assert error(bob, {**request, "call": name}) == "no_such_call", request
    for request in ({"class": "decline"}, {"class": "answer_own"}, {"class": "resume"}):
        assert error(bob, {**request, "call": own["id"]}) == "no_such_call", request
    for name in (5, None, [own["id"]]):
        answer = bob.ask({"class": "hangup", "call": name}, described=False)
        assert answer["error_string"] == "no_such_call", name
    assert not lists(bob, mark) and calls(carol) == [other]
    assert error(carol, {"class": "answer_own", "call": other["id"]}) == "phone_takes_no_orders"


def test_P247_sessions_without_the_extension_have_nothing_of_it(bob, exchange, people):
    plain = people.login("bob")
    plain.ask({"class": "subscribe", "message": "current_calls"})
    (own,) = talk(bob, exchange)
    mark = plain.mark()
    for request in ({"class": "subscribe", "message": "my_calls"}, {"class": "decline", "call": own["id"]}, {"class": "answer_own", "call": own["id"]}):
        plain.send({**request, "commandid": 4711})
        assert not [m for m in answered_until_keepalive(plain, mark) if m.get("replyid") == 4711]
    plain.send({"class": "hold", "call": "no such call"})
    has(bob, "hold in 1007")
    plain.send({"class": "resume", "call": 5}, described=False)
    has(bob, "up in 1007")
    plain.send({"class": "hangup", "call": None}, described=False)
    has(bob)
    plain.ask({"class": "keepalive"})
    for line in bytes(plain.raw).splitlines():
        assert not any(word in line for word in (b"my_calls", b"transfer_result", b"call_ended", b"no_such_call")), line
        assert json.loads(line)["class"] != "ipbxcommand", line


@pytest.mark.parametrize("dials", ["dial by command", "dial at the phone"])
def test_P259_a_phone_that_is_off_is_unreachable(bob, exchange, dials):
    exchange.console("unregister 1005")
    mark = bob.mark()
    if dials == "dial by command":
        bob.send({"class": "ipbxcommand", "command": "dial", "destination": "1005"})
    else:
        exchange.console("call 1002 1005")
    assert ending(bob, "unreachable", mark)["duration"] == 0
    has(bob)
    exchange.console("register 1005")


def test_P256_every_end_has_the_fields_that_are_described(bob, exchange):
    (own,) = talk(bob, exchange)
    exchange.console("hangup 1007")
    told = ending(bob, "ended")
    assert set(told) == {"class", "call", "result", "duration", "timenow"}
    assert told["call"] == own["id"] and 0 < told["duration"] < 10
