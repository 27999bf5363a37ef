"""The calls of each user, from the events of real and simulated calls alone (telephony 5.1; rows T178 to T184, P185, P186)."""

import time

import pytest
from desk import Desk, live
from support.cti_client import CtiClient
from support.server import Server
from support.tcp_proxy import TcpProxy
from support.waiting import wait_until

SENT, RECEIVED, MISSED = 0, 1, 2
CLOSE = 0.6  # seconds by which a duration that a test has measured may differ from the server's


def history(client, size=50):
    return client.ask({"class": "history", "size": size, "xuserid": "xivo/1"})["history"]


class Histories:
    """What is new in the histories of some users since it was made."""

    def __init__(self, **clients):
        self.clients = clients
        self.before = {user: len(history(client, 1000)) for user, client in clients.items()}

    def new(self, user):
        """Newest first."""
        calls = history(self.clients[user], 1000)
        return calls[: len(calls) - self.before[user]]

    def are(self, **expected):
        """Waits until each user has these new calls, newest first: pairs of mode and extension. Returns them in full."""
        def seen():
            return {user: [(c["mode"], c["extension"]) for c in self.new(user)] for user in expected}

        wait_until(lambda: seen() == expected, 10, what=lambda: f"new calls {expected}, are {seen()}")
        return {user: self.new(user) for user in expected}


def talk(seconds):
    """Both sides say something: the length of a call is what is measured."""
    time.sleep(seconds)


@pytest.fixture
def people(desk):
    desk.phones = desk.alice, desk.bob = desk.phone("1001"), desk.phone("1002")
    desk.histories = Histories(alice=desk.login("alice"), bob=desk.login("bob"))
    return desk


def test_T178_P185_sent_and_received(people):
    call = people.alice.call("1002")
    ringing = people.bob.incoming()
    talk(0.7)  # the phone rings: that does not count
    ringing.answer()
    call.wait_for("up")
    begin = time.monotonic()
    talk(1)
    call.hangup()
    length = time.monotonic() - begin
    new = people.histories.are(alice=[(SENT, "1002")], bob=[(RECEIVED, "1001")])
    for calls in new.values():
        assert abs(calls[0]["duration"] - length) < CLOSE, (calls, length)
        assert time.strptime(calls[0]["calldate"].split(".")[0], "%Y-%m-%dT%H:%M:%S")
    assert new["alice"][0]["fullname"] and new["bob"][0]["fullname"], new


@pytest.mark.parametrize("number, name", [("3001", "Blue"), ("4001", "assembly"), ("*98", "*98")], ids=["queue", "room", "mailbox"])
def test_T178_what_is_no_user_has_a_name_or_is_called_by_its_number(people, number, name):
    people.alice.call(number).wait_for("up").hangup()
    assert people.histories.are(alice=[(SENT, number)])["alice"][0]["fullname"] == name


def test_T178_missed(people):
    call = people.alice.call("1002")
    people.bob.incoming()
    call.hangup()
    new = people.histories.are(alice=[(SENT, "1002")], bob=[(MISSED, "1001")])
    assert new["alice"][0]["duration"] == new["bob"][0]["duration"] == 0


def test_T178_declined_is_missed(people):
    call = people.alice.call("1002")
    people.bob.incoming().reject()
    call.wait_for("ended")
    people.histories.are(alice=[(SENT, "1002")], bob=[(MISSED, "1001")])


def test_T181_a_call_to_a_phone_that_is_not_registered_is_missed(people):
    client = people.histories.clients["bob"]
    people.bob.unregister()
    wait_until(lambda: client.hints()["1002"] == "4", what="line 1002 unavailable")
    people.alice.call("1002").wait_for("ended")
    people.bob.register()
    people.histories.are(alice=[(SENT, "1002")], bob=[(MISSED, "1001")])


def test_T182_a_call_dialled_on_the_screen_is_one_sent_call(people):
    client = people.histories.clients["alice"]
    assert people.dial(client, "1002")["class"] == "dial_success"
    own = people.exchange.own_call(people.alice)
    talk(0.7)
    ringing = people.bob.incoming()
    ringing.answer()
    wait_until(lambda: people.histories.clients["bob"].hints()["1002"] == "1", what="line 1002 in use")
    begin = time.monotonic()
    talk(1)
    client.send({"class": "hangup"})
    own.wait_for("ended")
    length = time.monotonic() - begin
    new = people.histories.are(alice=[(SENT, "1002")], bob=[(RECEIVED, "1001")])
    assert abs(new["alice"][0]["duration"] - length) < CLOSE, (new, length)


def test_T184_P186_newest_first_and_no_more_than_asked_for(people):
    for _ in range(3):
        call = people.alice.call("1002")
        people.bob.incoming()
        call.hangup()
        call.wait_for("ended")
    people.histories.are(alice=[(SENT, "1002")] * 3)
    client = people.histories.clients["alice"]
    assert history(client, 2) == history(client, "2") == history(client, 50)[:2]
    dates = [c["calldate"] for c in history(client)]
    assert dates == sorted(dates, reverse=True)


# -- on Asterisk alone: what the simulated exchange cannot do


@pytest.fixture
def office(asterisk_desk):
    desk = asterisk_desk
    for name, number in (("alice", "1001"), ("bob", "1002"), ("carol", "1003"), ("dave", "1004")):
        setattr(desk, name, desk.phone(number))
    desk.histories = Histories(**{user: desk.login(user) for user in ("alice", "bob", "carol", "dave")})
    return desk


def take(phone, call=None):
    """The phone picks up what rings there."""
    taken = phone.incoming().answer()
    if call:
        call.wait_for("up")
    return taken, time.monotonic()


def test_T179_a_call_transferred_twice_is_one_entry_for_each_party(office):
    call = office.alice.call("1002")
    at_bob, bob_begin = take(office.bob, call)
    talk(0.8)
    assert at_bob.refer("1003") == 202
    at_carol, carol_begin = take(office.carol)
    at_bob.hangup()  # as a phone does once its transfer has come about
    bob_end = time.monotonic()
    talk(0.8)
    assert at_carol.refer("1004") == 202
    at_dave, dave_begin = take(office.dave)
    at_carol.hangup()
    carol_end = time.monotonic()
    talk(1.2)
    call.hangup()
    at_dave.wait_for("ended")
    end = time.monotonic()
    new = office.histories.are(
        alice=[(SENT, "1002")], bob=[(RECEIVED, "1001")], carol=[(RECEIVED, "1001")], dave=[(RECEIVED, "1001")]
    )
    lengths = {"alice": end - bob_begin, "bob": bob_end - bob_begin, "carol": carol_end - carol_begin, "dave": end - dave_begin}
    for user, length in lengths.items():
        assert abs(new[user][0]["duration"] - length) < CLOSE, (user, new[user], length)
    assert new["alice"][0]["fullname"] != new["alice"][0]["extension"] and new["alice"][0]["duration"] > 2.4


def test_T179_an_attended_transfer_splits_nothing(office):
    call = office.alice.call("1002")
    at_bob, begin = take(office.bob, call)
    at_bob.hold()
    consultation = office.bob.call("1003")
    at_carol, carol_begin = take(office.carol, consultation)
    talk(0.8)
    assert at_bob.refer_to_call(consultation) == 202
    consultation.wait_for("ended")
    talk(0.8)
    call.hangup()
    at_carol.wait_for("ended")
    end = time.monotonic()
    new = office.histories.are(
        alice=[(SENT, "1002")], bob=[(SENT, "1003"), (RECEIVED, "1001")], carol=[(RECEIVED, "1002")]
    )
    assert abs(new["alice"][0]["duration"] - (end - begin)) < CLOSE, new
    assert abs(new["carol"][0]["duration"] - (end - carol_begin)) < CLOSE, new


@pytest.mark.parametrize("number", ["1003", "3000"])
def test_T179_a_sent_call_names_who_took_it_first_directly_and_through_a_queue(office, number):
    session = office.exchange.session()
    call = office.alice.call(number)
    at_carol, _ = take(office.carol)
    session.wait_bridged(2)
    assert at_carol.refer("1004") == 202
    at_dave, _ = take(office.dave)
    at_carol.hangup()
    wait_until(lambda: any("PJSIP/1004-" in channel for channel in session.bridged()), what="alice and dave connected")
    session.close()
    call.hangup()
    at_dave.wait_for("ended")
    new = office.histories.are(alice=[(SENT, number)], dave=[(RECEIVED, "1001")])
    assert new["alice"][0]["fullname"] == "Carol Reyes", new


def test_T179_hold_splits_nothing(office):
    call = office.alice.call("1002")
    _, begin = take(office.bob, call)
    for _ in range(2):
        call.hold()
        talk(0.3)
        call.resume()
    call.hangup()
    length = time.monotonic() - begin
    new = office.histories.are(alice=[(SENT, "1002")], bob=[(RECEIVED, "1001")])
    assert all(abs(calls[0]["duration"] - length) < CLOSE for calls in new.values()), (new, length)


def test_T180_a_group_call_that_another_takes_is_not_missed(office):
    call = office.alice.call("2000")
    office.bob.incoming()
    take(office.carol, call)
    call.hangup()
    office.histories.are(alice=[(SENT, "2000")], carol=[(RECEIVED, "1001")], bob=[])


def test_T180_a_call_that_is_picked_up_belongs_to_the_one_who_did(office):
    call = office.alice.call("1002")
    office.bob.incoming()
    office.carol.call("*81002").wait_for("up")
    call.wait_for("up")
    call.hangup()
    office.histories.are(alice=[(SENT, "1002")], carol=[(RECEIVED, "1001")], bob=[])


def test_T178_a_mailbox_is_a_sent_call(office):
    call = office.alice.call("*98").wait_for("up")
    talk(0.5)
    call.hangup()
    assert office.histories.are(alice=[(SENT, "*98")])["alice"][0]["duration"] > 0


# -- servers of their own


@pytest.fixture
def cable(shared_exchange):
    """A desk whose server reaches the exchange through a proxy."""
    shared_exchange.settle()
    proxy = TcpProxy(shared_exchange.address)
    with Server((*proxy.address, shared_exchange.account[2]), exchange={"compare_every": 60}) as server:
        live(server)
        desk = Desk(shared_exchange, server)
        desk.proxy = proxy
        yield desk
        desk.leave()
    proxy.close()
    shared_exchange.settle()


def connected(desk):
    call = desk.phone("1001").call("1002")
    ringing = desk.phone("1002").incoming().answer()
    call.wait_for("up")
    client = desk.login("carol")
    wait_until(lambda: client.hints()["1002"] == client.hints()["1001"] == "1", what=lambda: f"both lines in use: {client.hints()}")
    return call, ringing


def test_T183_a_call_that_ends_while_the_link_is_down_is_closed_with_the_last_known_time(cable):
    desk = cable
    histories = Histories(alice=desk.login("alice"), bob=desk.login("bob"))
    begin = time.monotonic()
    call, _ = connected(desk)
    talk(0.5)
    times_live = desk.server.log().count("exchange: live")
    desk.proxy.cut()
    wait_until(lambda: desk.server.log().count("exchange: connecting") > 0, what="the loss noticed")
    known = time.monotonic() - begin
    call.hangup()
    talk(1.5)
    desk.proxy.mend()
    live(desk.server, times_live + 1, within=40)
    new = histories.are(alice=[(SENT, "1002")], bob=[(RECEIVED, "1001")])
    assert all(0 <= calls[0]["duration"] <= known + CLOSE for calls in new.values()), (new, known)


def test_T183_a_call_that_outlives_the_loss_of_the_link_goes_on(cable):
    desk = cable
    histories = Histories(alice=desk.login("alice"), bob=desk.login("bob"))
    begin = time.monotonic()
    call, _ = connected(desk)
    times_live = desk.server.log().count("exchange: live")
    desk.proxy.cut()
    talk(1)
    desk.proxy.mend()
    live(desk.server, times_live + 1, within=40)
    call.hangup()
    length = time.monotonic() - begin
    new = histories.are(alice=[(SENT, "1002")], bob=[(RECEIVED, "1001")])
    assert all(abs(calls[0]["duration"] - length) < 2 * CLOSE for calls in new.values()), (new, length)


def logged_in(server, *users):
    clients = {}
    for user in users:
        clients[user] = CtiClient(server.address)
        clients[user].login(user)
    return clients


def test_T184_T183_histories_survive_restarts_and_a_call_may_too(shared_exchange):
    exchange = shared_exchange
    exchange.settle()
    with Server(exchange.account) as server:
        live(server)
        alice, bob = exchange.phone("1001"), exchange.phone("1002")
        clients = logged_in(server, "alice", "bob")
        histories = Histories(**clients)
        first = alice.call("1002")
        bob.incoming()
        first.hangup()
        first.wait_for("ended")
        told = histories.are(alice=[(SENT, "1002")], bob=[(MISSED, "1001")])
        begin = time.monotonic()
        second = alice.call("1002")
        bob.incoming().answer()
        second.wait_for("up")
        wait_until(lambda: clients["alice"].hints()["1002"] == "1", what="line 1002 in use")
        server.kill()
        for client in clients.values():
            client.close()
        server.start()
        live(server, 2)
        clients = logged_in(server, "alice", "bob")
        assert {user: history(client) for user, client in clients.items()} == told
        histories.clients = clients
        second.hangup()
        length = time.monotonic() - begin
        new = histories.are(alice=[(SENT, "1002")] * 2, bob=[(RECEIVED, "1001"), (MISSED, "1001")])
        assert all(abs(calls[0]["duration"] - length) < 1 + CLOSE for calls in new.values()), (new, length)
        for client in clients.values():
            client.close()
    exchange.settle()
