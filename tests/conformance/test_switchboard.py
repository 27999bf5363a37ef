"""The operator's desk (protocol C52 to C54; rows P167 to P170) against the simulated exchange: carol (1003) and frank (1006) are
operators, calls come into the queue __switchboard."""

import pytest
from conformance.people import answered_until_keepalive
from conformance.test_calls import quiet
from conformance.test_transfers import calls, state
from e2e.ami_session import AmiSession
from support.simulation import Simulation
from support.waiting import wait_until


@pytest.fixture(autouse=True)
def silence(exchange, observer):
    yield
    exchange.console("autoanswer 1003 on")
    wait_until(lambda: quiet(exchange, observer), 10, every=0.05, what=lambda: f"all phones idle: {observer.hints()}")


@pytest.fixture
def ami(exchange):
    session = AmiSession(exchange.address, "crosspoint", Simulation.SECRET)
    yield session
    session.close()


@pytest.fixture
def carol(people):
    client = people.login("carol")
    client.ask({"class": "subscribe", "message": "current_calls"})
    return client


def waiting(ami, queue="__switchboard"):
    """The unique ids of the calls that wait there."""
    return [item["Uniqueid"] for item in ami.list("QueueStatus", Queue=queue) if item["Event"] == "QueueEntry"]


def wait_for_caller(ami, queue="__switchboard"):
    return wait_until(lambda: waiting(ami, queue), what=f"a call in {queue}")[0]


def incoming(exchange, ami, client, phone="1001"):
    """A call comes into the switchboard's queue, and the server has heard of it: its unique id."""
    exchange.console(f"call {phone} 3000")
    wait_until(lambda: client.hints()[phone] == "1", what="the server knows of the call")
    return wait_for_caller(ami)


@pytest.mark.parametrize("field", ["unique_id", "uniqueid"])
def test_P167_answer_brings_the_call_to_the_operator(carol, exchange, ami, field):
    call, mark = incoming(exchange, ami, carol), carol.mark()
    carol.send({"class": "answer", field: call, "commandid": 167})
    state(exchange, "1003", "up 1001")
    calls(carol, ["1001"], after=mark)
    assert not waiting(ami)
    assert not carol.all({"replyid": 167})


def test_P168_only_the_first_of_two_operators_has_the_call(carol, exchange, ami, observer):
    exchange.console("autoanswer 1003 off")
    call = incoming(exchange, ami, carol)
    carol.send({"class": "answer", "unique_id": call})
    state(exchange, "1003", "ringing")
    mark = observer.mark()
    observer.send({"class": "answer", "unique_id": call, "commandid": 168})
    assert not [m for m in answered_until_keepalive(observer, mark) if m.get("replyid") == 168]
    exchange.console("answer 1003")
    state(exchange, "1003", "up 1001")
    assert exchange.console("state 1006").startswith("idle")


def test_P168_an_operator_who_talks_gets_no_second_call(carol, exchange, ami):
    carol.send({"class": "answer", "unique_id": incoming(exchange, ami, carol)})
    state(exchange, "1003", "up 1001")
    call, mark = incoming(exchange, ami, carol, "1002"), carol.mark()
    carol.send({"class": "answer", "unique_id": call, "commandid": 168})
    carol.send({"class": "answer", "unique_id": "1385400000.12", "commandid": 168})
    assert not [m for m in answered_until_keepalive(carol, mark) if m.get("replyid") == 168]
    assert waiting(ami) == [call]
    exchange.console("hold 1003")
    carol.wait_for(lambda m: [c["call_status"] for c in m.get("current_calls", ())] == ["hold"], after=mark)
    carol.send({"class": "answer", "unique_id": call})
    calls(carol, ["1001", "1002"], after=mark)


def test_P169_P170_hold_and_resume(carol, exchange, ami):
    carol.send({"class": "answer", "unique_id": incoming(exchange, ami, carol)})
    calls(carol, ["1001"])
    mark = carol.mark()
    carol.send({"class": "hold_switchboard", "queue_name": "no such queue"})
    carol.send({"class": "hold_switchboard", "queue_name": "__switchboard_hold", "commandid": 169})
    held = wait_for_caller(ami, "__switchboard_hold")
    calls(carol, [], after=mark)
    state(exchange, "1003", "idle")
    carol.send({"class": "resume_switchboard", "unique_id": held, "commandid": 170})
    calls(carol, ["1001"], after=mark)
    state(exchange, "1003", "up 1001")
    assert not waiting(ami, "__switchboard_hold")
    assert not carol.all(lambda m: m.get("replyid") in (169, 170))


def test_T157_a_phone_that_is_not_picked_up_leaves_the_call_where_it_was(carol, exchange, ami, observer):
    exchange.console("autoanswer 1003 off")
    call = incoming(exchange, ami, carol)
    carol.send({"class": "answer", "unique_id": call})
    state(exchange, "1003", "ringing")
    exchange.console("reject 1003")
    state(exchange, "1003", "idle")
    assert waiting(ami) == [call]

    def taken():  # asked again until the server has heard, too, that the phone was not picked up
        observer.send({"class": "answer", "unique_id": call})
        return exchange.console("state 1006").startswith("up 1001")

    wait_until(taken, 5, every=0.2, what="the other operator has the call")


def test_T157_a_caller_who_gives_up_ends_the_ringing(carol, exchange, ami):
    exchange.console("autoanswer 1003 off")
    carol.send({"class": "answer", "unique_id": incoming(exchange, ami, carol)})
    state(exchange, "1003", "ringing")
    exchange.console("hangup 1001")
    state(exchange, "1003", "idle")
