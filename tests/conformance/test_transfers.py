"""Transfers and the calls of a user (protocol 4.7, 4.11, 5.5; rows P130 to P137, P165, P166, P173, P174) against the simulated
exchange. bob (1002) has been called by grace (1007) and transfers to carol (1003)."""

import re
import time

import pytest
from conformance.people import answered_until_keepalive, pushes
from conformance.store import opened
from conformance.test_calls import quiet
from e2e.desk import live
from support.cti_client import CtiClient
from support.server import Server
from support.waiting import wait_until


@pytest.fixture(autouse=True)
def silence(exchange, observer):
    yield
    wait_until(lambda: quiet(exchange, observer), 10, every=0.05, what=lambda: f"all phones idle: {observer.hints()}")


@pytest.fixture
def talking(bob, exchange):
    talk(bob, exchange)
    return bob


def talk(bob, exchange):
    """bob talks with grace, and hears of his calls."""
    answer = bob.ask({"class": "subscribe", "message": "current_calls"})
    assert (answer["class"], answer["current_calls"]) == ("current_calls", [])
    exchange.console("call 1007 1002")
    state(exchange, "1002", "ringing")
    exchange.console("answer 1002")
    calls(bob, ["1007"])


def state(exchange, phone, expected):
    """The phone's own state, `up 1002` with whom it talks."""
    is_now = lambda: exchange.console(f"state {phone}")
    wait_until(lambda: is_now().startswith(expected), what=lambda: f"{phone} {expected}, is {is_now()}")


def calls(client, numbers, after=0):
    """Waits until the client was told that it talks with these, and returns the message."""
    return client.wait_for(lambda m: m["class"] == "current_calls" and [c["cid_number"] for c in m["current_calls"]] == numbers, after=after)


def unanswered(client, request, mark):
    """Sends a request that has no reply; nothing but pushes came up to now."""
    client.send({**request, "commandid": 4711})
    return not [m for m in answered_until_keepalive(client, mark) if m.get("replyid") == 4711]


def consult(bob, exchange, mark):
    bob.send({"class": "attended_transfer", "number": "1003"})
    state(exchange, "1003", "ringing")
    assert not bob.all({"class": "current_call_attended_transfer_answered"}, mark)
    exchange.console("answer 1003")
    return bob.wait_for({"class": "current_call_attended_transfer_answered"}, after=mark)


def test_P165_P166_the_calls_of_a_user_from_their_start_to_their_end(talking, exchange, observer, people):
    call = calls(talking, ["1007"])["current_calls"][0]
    assert set(call) == {"cid_name", "cid_number", "call_status", "call_start"}
    assert (call["cid_name"], call["call_status"]) == ("Grace Kim", "up")
    assert abs(call["call_start"] - calls(talking, ["1007"])["timenow"]) < 10
    second = people.login("bob")
    answer = second.ask({"class": "subscribe", "message": "current_calls"})
    assert answer["current_calls"] == [call], "who comes later is told at once"
    marks = [(client, client.mark()) for client in (talking, second)]
    for order, status in (("hold 1002", "hold"), ("resume 1002", "up")):
        exchange.console(order)
        for client, mark in marks:
            client.wait_for({"class": "current_calls", "current_calls": [{**call, "call_status": status}]}, after=mark)
    exchange.console("hangup 1007")
    for client, mark in marks:
        client.wait_for({"class": "current_calls", "current_calls": []}, after=mark)
    assert [m["current_calls"][0]["call_status"] for m in pushes(second, {"class": "current_calls"}) if m["current_calls"]] == ["hold", "up"]
    assert not observer.all({"class": "current_calls"}), "told to subscribers only"


def test_P130_direct_transfer(talking, exchange):
    mark = talking.mark()
    assert unanswered(talking, {"class": "direct_transfer", "number": "1003"}, mark)
    state(exchange, "1003", "ringing 1007")
    state(exchange, "1002", "idle")
    exchange.console("answer 1003")
    state(exchange, "1007", "up 1003")
    calls(talking, [], after=mark)
    assert not talking.all(lambda m: "error_string" in m, mark)


@pytest.mark.parametrize("command", ["direct_transfer", "attended_transfer"])
def test_P136_a_transfer_to_nowhere_leaves_the_call_alone(talking, exchange, command):
    answer = talking.ask({"class": command, "number": "4999"})
    assert {k: answer[k] for k in ("class", "error_string")} == {"class": "ipbxcommand", "error_string": "unreachable_extension:4999"}
    state(exchange, "1002", "up 1007")
    assert exchange.console("state 1007").startswith("up 1002")


def test_P131_P132_P173_an_attended_transfer_is_completed(talking, exchange, people, observer):
    carol, mark = people.login("carol"), talking.mark()
    carol.ask({"class": "subscribe", "message": "current_calls"})
    answered = consult(talking, exchange, mark)
    assert answered["line"] == "sip/1002" and "replyid" not in answered
    calls(talking, ["1003"], after=mark)
    mark = talking.mark()
    assert unanswered(talking, {"class": "complete_transfer"}, mark)
    state(exchange, "1007", "up 1003")
    state(exchange, "1002", "idle")
    calls(talking, [], after=mark)
    calls(carol, ["1007"])
    assert not talking.all({"class": "current_call_attended_transfer_cancelled"})
    assert not carol.all({"class": "current_call_attended_transfer_answered"}) and not observer.all({"class": "current_calls"})


def test_P133_P174_an_attended_transfer_is_cancelled_while_the_target_talks(talking, exchange):
    mark = talking.mark()
    consult(talking, exchange, mark)
    assert unanswered(talking, {"class": "cancel_transfer"}, mark)
    assert talking.wait_for({"class": "current_call_attended_transfer_cancelled"}, after=mark)["line"] == "sip/1002"
    state(exchange, "1002", "up 1007")
    state(exchange, "1003", "idle")


def test_P133_P174_an_attended_transfer_is_cancelled_while_the_target_rings(talking, exchange):
    mark = talking.mark()
    talking.send({"class": "attended_transfer", "number": "1003"})
    state(exchange, "1003", "ringing")
    talking.send({"class": "cancel_transfer"})
    talking.wait_for({"class": "current_call_attended_transfer_cancelled"}, after=mark)
    state(exchange, "1002", "up 1007")
    state(exchange, "1003", "idle")


@pytest.mark.parametrize("order", ["reject 1003", "answer 1003\nhangup 1003"], ids=["busy", "hangs up"])
def test_P133_T134_without_the_target_the_two_are_together_again(talking, exchange, order):
    mark = talking.mark()
    talking.send({"class": "attended_transfer", "number": "1003"})
    state(exchange, "1003", "ringing")
    for each in order.split("\n"):
        exchange.console(each)
    talking.wait_for({"class": "current_call_attended_transfer_cancelled"}, after=mark)
    state(exchange, "1002", "up 1007")


def test_P132_T136_the_phone_that_hangs_up_completes(talking, exchange):
    consult(talking, exchange, talking.mark())
    exchange.console("hangup 1002")
    state(exchange, "1007", "up 1003")
    state(exchange, "1002", "idle")


def test_P132_T136_complete_before_the_answer_sends_the_caller_there(talking, exchange):
    talking.send({"class": "attended_transfer", "number": "1003"})
    state(exchange, "1003", "ringing 1002")
    talking.send({"class": "complete_transfer"})
    state(exchange, "1003", "ringing 1007")
    state(exchange, "1002", "idle")


def test_P134_a_call_goes_to_a_mailbox(people, bob, exchange):
    alice = people.login("alice")  # her box; grace's context has none
    exchange.console("call 1001 1002")
    state(exchange, "1002", "ringing")
    exchange.console("answer 1002")
    state(exchange, "1001", "up 1002")
    mark, box = bob.mark(), alice.list_status("voicemails", "2")["new"]
    bob.ask({"class": "subscribe", "message": "current_calls"})
    calls(bob, ["1001"])
    assert unanswered(bob, {"class": "blind_transfer_voicemail", "voicemail": "1002"}, mark)
    state(exchange, "1002", "idle")
    wait_until(lambda: "VoiceMail" in exchange.console("calls"), what="the caller is in the mailbox")
    begin = time.monotonic()
    wait_until(lambda: time.monotonic() > begin + 2.1, what="a message that is long enough")
    exchange.console("hangup 1001")
    wait_until(lambda: alice.list_status("voicemails", "2")["new"] == box + 1, what="the message is in the mailbox")


@pytest.mark.parametrize("mailbox", ["4711", "1002@default", "1002,u", "*98", ""])
def test_P137_a_mailbox_that_there_is_not_is_ignored(talking, exchange, mailbox):
    for command in ("blind_transfer_voicemail", "attended_transfer_voicemail"):
        mark = talking.mark()
        assert unanswered(talking, {"class": command, "voicemail": mailbox}, mark)
        answer = talking.ask({"class": "direct_transfer", "number": "4999"})  # a round trip to the exchange later
        assert answer["error_string"] == "unreachable_extension:4999"
        assert len(talking.all(lambda m: "error_string" in m, mark)) == 1
    assert exchange.console("state 1007").startswith("up 1002")


def test_P135_the_greeting_of_a_mailbox_is_heard_first(people, bob, exchange):
    exchange.console("call 1001 1002")
    state(exchange, "1002", "ringing")
    exchange.console("answer 1002")
    talks_with = lambda: [call["cid_number"] for call in bob.current_calls()]
    for command, ending in (("cancel_transfer", "up 1001"), ("complete_transfer", "idle")):
        wait_until(lambda: talks_with() == ["1001"], what="bob talks with alice")
        mark = bob.mark()
        assert unanswered(bob, {"class": "attended_transfer_voicemail", "voicemail": "1002"}, mark)
        bob.wait_for({"class": "current_call_attended_transfer_answered", "line": "sip/1002"}, after=mark)
        assert "PJSIP/1002" in next(line for line in exchange.console("calls").splitlines() if "VoiceMail" in line)
        bob.send({"class": command})
        state(exchange, "1002", ending)
        if command == "cancel_transfer":
            bob.wait_for({"class": "current_call_attended_transfer_cancelled"}, after=mark)
    wait_until(lambda: any("VoiceMail" in line and "1001" in line for line in exchange.console("calls").splitlines()), what="alice in the mailbox")


def test_P136_transfers_need_a_right_and_an_exchange(exchange):
    commands = [{"class": "direct_transfer", "number": "1003"}, {"class": "attended_transfer", "number": "1003"},
                {"class": "complete_transfer"}, {"class": "cancel_transfer"}, {"class": "blind_transfer_voicemail", "voicemail": "1002"},
                {"class": "attended_transfer_voicemail", "voicemail": "1002"}, {"class": "hold_switchboard", "queue_name": "blue"}]
    with Server() as server:
        with opened(server) as store:
            store.execute("DELETE FROM profile_rights WHERE profile_id = 3 AND granted = 'transfer'")
        without, operator = CtiClient(server.address), CtiClient(server.address)
        without.login("bob")
        operator.login("carol")
        wait_until(lambda: without.ask(commands[0]).get("error_string") == "transfer_unauthorized", what="the rights have been read")
        for command in commands:
            for client, error in ((without, "transfer_unauthorized"), (operator, "service_unavailable")):
                answer = client.ask(command)
                assert (answer["class"], answer["error_string"]) == ("ipbxcommand", error), command
        without.close()
        operator.close()


def test_T138_without_a_call_nothing_is_answered(bob):
    mark = bob.mark()
    for command in ("direct_transfer", "attended_transfer"):
        assert unanswered(bob, {"class": command, "number": "1003"}, mark)
    for command in ("complete_transfer", "cancel_transfer"):
        assert unanswered(bob, {"class": command}, mark)


def test_T139_after_a_restart_of_the_server_a_consultation_can_be_completed(exchange):
    with Server(exchange.account) as server:
        live(server)
        bob = CtiClient(server.address)
        bob.login("bob")
        talk(bob, exchange)
        consult(bob, exchange, bob.mark())
        server.kill()
        bob.close()
        server.start()
        live(server, 2)
        assert exchange.console("state 1002").startswith("up 1003")
        bob = CtiClient(server.address)
        bob.login("bob")
        bob.send({"class": "complete_transfer"})
        state(exchange, "1007", "up 1003")
        state(exchange, "1002", "idle")
        bob.close()


def test_T139_a_lost_link_to_the_exchange_ends_no_transfer(talking, exchange, server):
    consult(talking, exchange, talking.mark())
    seen = server.log().count("exchange: live")
    exchange.console("drop")
    live(server, seen + 1)
    assert exchange.console("state 1002").startswith("up 1003")
    talking.send({"class": "cancel_transfer"})
    talking.wait_for({"class": "current_call_attended_transfer_cancelled"})
    state(exchange, "1002", "up 1007")


def told(client, mark):
    """What the client was told of calls and their transfers, from its bytes: the class of each line, and of calls their status."""
    lines = bytes(client.raw).split(b"\n")[mark:]
    seen = []
    for line in lines:
        if b'"class":"current_calls"' in line:
            seen.append([status.decode() for status in re.findall(rb'"call_status":"(\w+)"', line)])
        elif b'"class":"current_call_attended_transfer_' in line:
            seen.append(re.search(rb'transfer_(\w+)"', line)[1].decode())
    return seen


def raw_mark(client):
    return bytes(client.raw).count(b"\n")


def ends_with(client, mark, *expected):
    wait_until(lambda: told(client, mark)[-len(expected):] == list(expected), what=lambda: f"{expected} at last; told {told(client, mark)}")


def in_order(client, mark):
    """Each list of calls that is not empty is followed by the word that the target has answered."""
    seen = told(client, mark)
    return all(seen[i + 1:i + 2] == ["answered"] for i, one in enumerate(seen) if isinstance(one, list) and one)


def test_P173_P166_during_a_consultation_every_list_of_calls_is_followed_by_the_word_that_the_target_has_answered(talking, exchange, people):
    """The desktop client takes back its buttons for completing and cancelling at every such list."""
    mark = raw_mark(talking)
    consult(talking, exchange, talking.mark())
    ends_with(talking, mark, ["up"], "answered")
    for order, status in (("hold 1002", "hold"), ("resume 1002", "up"), ("hold 1002", "hold"), ("resume 1002", "up")):
        here = raw_mark(talking)
        exchange.console(order)
        ends_with(talking, here, [status], "answered")
    second = people.login("bob")
    here = raw_mark(second)
    second.send({"class": "subscribe", "message": "current_calls"})
    ends_with(second, here, ["up"], "answered")
    assert in_order(talking, mark)
    here = raw_mark(talking)
    talking.send({"class": "cancel_transfer"})
    ends_with(talking, here, ["up"])
    assert "answered" not in told(talking, here), "it is over"
    state(exchange, "1002", "up 1007")


def test_P173_T139_a_client_that_comes_back_after_a_restart_of_the_server_is_told_in_that_order(exchange, tmp_path):
    with Server(exchange.account) as server:
        client = CtiClient(live(server).address)
        client.login("bob")
        talk(client, exchange)
        consult(client, exchange, client.mark())
        calls(client, ["1003"])
        server.kill()
        client.close()
        seen = server.log().count("exchange: live")
        server.start()
        live(server, seen + 1)
        client = CtiClient(server.address)
        client.login("bob")
        mark = raw_mark(client)
        client.send({"class": "subscribe", "message": "current_calls"})
        ends_with(client, mark, ["up"], "answered")
        client.send({"class": "complete_transfer"})
        state(exchange, "1007", "up 1003")
        client.close()
    exchange.console("hangup 1007")
