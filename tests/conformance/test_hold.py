"""Hold and resume of the own call (telephony 4.3, row T128; the two requests are our own) against the simulated exchange. bob (1002) has
been called by grace (1007)."""

import pytest
from conformance.store import opened
from conformance.test_transfers import calls, silence, state, talk, talking, unanswered
from e2e.ami_session import AmiSession
from e2e.desk import live
from support.cti_client import CtiClient
from support.server import Server
from support.simulation import Simulation
from support.waiting import wait_until


def told(client, status, after=0, number="1007"):
    """Waits until the client was told that its one call has that status, and returns the call."""
    is_it = lambda m: m["class"] == "current_calls" and [(c["call_status"], c["cid_number"]) for c in m["current_calls"]] == [(status, number)]
    return client.wait_for(is_it, after=after)["current_calls"][0]


def hold(client):
    mark = client.mark()
    assert unanswered(client, {"class": "hold"}, mark)
    return told(client, "hold", mark)


def places(exchange):
    """Phone to context and bridge, of the exchange itself."""
    session = AmiSession(exchange.address, "crosspoint", Simulation.SECRET)
    found = {c["Channel"].split("-")[0]: (c["Context"], bool(c.get("BridgeId"))) for c in session.list("CoreShowChannels")}
    session.close()
    return found


def both_wait(exchange):
    waiting = {"PJSIP/1002": ("crosspoint-hold", False), "PJSIP/1007": ("crosspoint-hold", False)}
    wait_until(lambda: places(exchange) == waiting, what=lambda: f"both on hold: {places(exchange)}")


def test_T128_a_call_is_held_and_resumed(talking, exchange, people, observer):
    before, second = calls(talking, ["1007"])["current_calls"][0], people.login("bob")
    for _ in range(2):
        held = hold(talking)
        assert held == {**before, "call_status": "hold"}
        both_wait(exchange)
        assert second.current_calls() == [held]
        mark = talking.mark()
        assert unanswered(talking, {"class": "resume"}, mark)
        assert told(talking, "up", mark) == before
        state(exchange, "1002", "up 1007")
    assert not talking.all(lambda m: "error_string" in m) and not observer.all({"class": "current_calls"})
    assert not [m for m in talking.all({"class": "current_calls"}) if not m["current_calls"] and "replyid" not in m], "it never goes away"


@pytest.mark.parametrize("request_", [{"class": "hold"}, {"class": "hangup"}, {"class": "direct_transfer", "number": "1003"},
                                      {"class": "attended_transfer", "number": "1003"}], ids=lambda r: r["class"])
def test_T128_what_is_not_done_to_a_call_on_hold(talking, exchange, request_):
    hold(talking)
    mark = talking.mark()
    assert unanswered(talking, request_, mark)
    both_wait(exchange)
    talking.send({"class": "resume"})
    state(exchange, "1002", "up 1007")


@pytest.mark.parametrize("phone, other", [("1002", "1007"), ("1007", "1002")], ids=["who holds", "who is held"])
def test_T128_nobody_is_left_waiting(talking, exchange, phone, other):
    hold(talking)
    mark = talking.mark()
    exchange.console(f"hangup {phone}")
    state(exchange, other, "idle")
    calls(talking, [], after=mark)
    assert unanswered(talking, {"class": "resume"}, mark)


def test_T128_the_history_has_one_call(talking, exchange):
    history = lambda: talking.ask({"class": "history", "size": 50, "xuserid": "xivo/1"})["history"]
    before = len(history())
    hold(talking)
    talking.send({"class": "resume"})
    state(exchange, "1002", "up 1007")
    exchange.console("hangup 1002")
    wait_until(lambda: len(history()) > before, what="the call in the history")
    assert len(history()) == before + 1


def test_T128_an_operator_with_a_call_on_hold_takes_another(people, exchange):
    carol = people.login("carol")
    carol.ask({"class": "subscribe", "message": "current_calls"})
    exchange.console("call 1007 1003")
    state(exchange, "1003", "ringing")
    exchange.console("answer 1003")
    calls(carol, ["1007"])
    mark = carol.mark()
    carol.send({"class": "hold"})
    told(carol, "hold", mark)
    exchange.console("call 1001 3000")
    session = AmiSession(exchange.address, "crosspoint", Simulation.SECRET)
    waiting = lambda: [i["Uniqueid"] for i in session.list("QueueStatus", Queue="__switchboard") if i["Event"] == "QueueEntry"]
    call = wait_until(waiting, what="a call in the queue")[0]
    session.close()
    wait_until(lambda: carol.hints()["1001"] == "1", what="the server knows of the caller")
    carol.send({"class": "answer", "unique_id": call})
    both = lambda m: m["class"] == "current_calls" and {(c["cid_number"], c["call_status"]) for c in m["current_calls"]} == {("1007", "hold"), ("1001", "up")}
    carol.wait_for(both, after=mark)


def test_T128_needs_a_right_an_exchange_and_a_call(bob):
    for command in ("hold", "resume"):
        assert unanswered(bob, {"class": command}, bob.mark())
    with Server() as server:
        with opened(server) as store:
            store.execute("DELETE FROM profile_rights WHERE profile_id = 3 AND granted = 'hang_up'")
        without, operator = CtiClient(server.address), CtiClient(server.address)
        without.login("bob")
        operator.login("carol")
        wait_until(lambda: without.ask({"class": "hold"}).get("error_string") == "hold_unauthorized", what="the rights have been read")
        for command in ("hold", "resume"):
            for client, error in ((without, "hold_unauthorized"), (operator, "service_unavailable")):
                answer = client.ask({"class": command})
                assert (answer["class"], answer["error_string"]) == ("ipbxcommand", error), command
        without.close()
        operator.close()


def held_on(server, exchange):
    live(server)
    bob = CtiClient(server.address)
    bob.login("bob")
    talk(bob, exchange)
    hold(bob)
    both_wait(exchange)
    return bob


def test_T128_a_hold_outlives_a_restart_of_the_server(exchange):
    with Server(exchange.account) as server:
        held_on(server, exchange).close()
        server.kill()
        server.start()
        live(server, 2)
        bob, grace = CtiClient(server.address), CtiClient(server.address)
        for client, user, status in ((bob, "bob", "hold"), (grace, "grace", "up")):
            client.login(user)
            now = lambda: [c["call_status"] for c in client.current_calls()]
            wait_until(lambda: now() == [status], what=lambda: f"{user}: {status}, is {now()}")
        grace.send({"class": "resume"})
        grace.ask({"class": "keepalive"})
        both_wait(exchange)
        bob.send({"class": "resume"})
        state(exchange, "1002", "up 1007")
        bob.close()
        grace.close()


def test_T128_who_is_left_while_the_server_is_away_is_hung_up_by_the_next(exchange):
    with Server(exchange.account) as server:
        held_on(server, exchange).close()
        server.kill()
        exchange.console("hangup 1002")
        assert places(exchange) == {"PJSIP/1007": ("crosspoint-hold", False)}
        server.start()
        live(server, 2)
        state(exchange, "1007", "idle")


def test_T128_a_lost_link_to_the_exchange_ends_no_hold(talking, exchange, server):
    hold(talking)
    seen, mark = server.log().count("exchange: live"), talking.mark()
    exchange.console("drop")
    live(server, seen + 1)
    both_wait(exchange)
    talking.send({"class": "resume"})
    told(talking, "up", mark)
    state(exchange, "1002", "up 1007")
