"""Ordinary use in which the server's state and Asterisk's own lists never differ: any growth of drift is an alarm."""

import pytest
from desk import Desk, live
from support.server import Server
from support.tcp_proxy import TcpProxy
from support.waiting import wait_until


@pytest.fixture
def office(shared_asterisk):
    """A desk whose server compares all the time, through a proxy that shows what it asks."""
    shared_asterisk.settle()
    proxy = TcpProxy(shared_asterisk.address)
    account = (*proxy.address, shared_asterisk.account[2])
    with Server(account, exchange={"compare_every": 0.1}, agi=shared_asterisk.agi) as server:
        desk = Desk(shared_asterisk, live(server))
        desk.proxy = proxy
        for name, number in (("alice", "1001"), ("bob", "1002"), ("carol", "1003"), ("dave", "1004")):
            setattr(desk, name, desk.phone(number))
        yield desk
        desk.leave()
    proxy.close()
    shared_asterisk.settle()


def compared(desk, rounds=1):
    """Waits for so many whole rounds of the comparison from now on."""
    def asked():
        return desk.proxy.sent.count(b"Action: ParkedCalls\r\n")
    begin = asked()
    wait_until(lambda: asked() > begin + rounds, 40, what=lambda: f"{rounds} rounds of the comparison, were {asked() - begin}")


def no_drift(desk, situation):
    compared(desk, 3)  # one that finds it, and the second after which it counts
    repaired = [line for line in desk.server.log().splitlines() if "repaired from" in line]
    assert not repaired, f"{situation}: {repaired}"


def in_a_call(desk):
    call = desk.alice.call("1002")
    at_bob = desk.bob.incoming().answer()
    call.wait_for("up")
    return call, at_bob


def test_a_conference_that_comes_and_goes_is_no_drift(office):
    session = office.exchange.session()
    calls = [phone.call("4001").wait_for("up") for phone in (office.alice, office.bob)]
    wait_until(lambda: len(session.list("ConfbridgeList", Conference="4001")) == 2, what="two in the room")
    assert session.ask("ConfbridgeStartRecord", Conference="4001")["Response"] == "Success"
    no_drift(office, "a conference that is recorded")
    assert session.ask("ConfbridgeStopRecord", Conference="4001")["Response"] == "Success"
    for call in calls:
        call.hangup()
    no_drift(office, "the end of a conference")
    session.close()


def test_somebody_in_a_conference_through_a_local_channel_is_no_drift(office):
    session = office.exchange.session()
    session.ask("Originate", Channel="Local/1002@default", Application="ConfBridge", Data="4001", Async="true")
    own = office.bob.incoming().answer()
    no_drift(office, "a Local channel in a room")
    own.hangup()
    no_drift(office, "a Local channel that has left a room")
    session.close()


# What the transferrer's second call is in before it is given away, by the lists that say so.
PLACES = {"4001": ("ConfbridgeList", {"Conference": "4001"}), "700": ("ParkedCalls", {}), "3002": ("QueueStatus", {"Queue": "red"})}


@pytest.mark.parametrize("number", PLACES)
def test_an_attended_transfer_by_keys_into_a_conference_a_parking_lot_or_a_queue_is_no_drift(office, number):
    session = office.exchange.session()
    in_room = office.carol.call("4001").wait_for("up")
    call, at_bob = in_a_call(office)
    at_bob.hold()
    consultation = office.bob.call(number).wait_for("up")
    action, which = PLACES[number]
    wait_until(lambda: any("PJSIP/1002-" in str(item) for item in session.list(action, **which)), what=f"bob's second call in {action}")
    assert at_bob.refer_to_call(consultation) == 202
    consultation.wait_for("ended")
    no_drift(office, f"a transfer to {number}")
    call.hangup()
    in_room.hangup()
    no_drift(office, "the end of it")
    session.close()


def test_pickup_parking_and_blind_transfers_are_no_drift(office):
    call = office.alice.call("1002")
    office.bob.incoming()
    taken = office.carol.call("*81002").wait_for("up")
    no_drift(office, "a pick-up")
    session = office.exchange.session()
    parked = next(channel for channel in session.channels() if channel.startswith("PJSIP/1001-"))
    assert session.ask("Park", Channel=parked, Timeout="30000")["Response"] == "Success"
    taken.wait_for("ended")
    no_drift(office, "a parked call")
    fetched = office.dave.call("701").wait_for("up")
    assert fetched.refer("4001") == 202
    no_drift(office, "a blind transfer into a room")
    call.hangup()
    no_drift(office, "the end of it")
    session.close()
