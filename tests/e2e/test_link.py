"""The link to the exchange: lost, frozen, refused, and found again. Clients stay, and what they see is the truth afterwards."""

import time

import pytest
from desk import Desk, live
from support.server import Server
from support.tcp_proxy import TcpProxy
from support.waiting import wait_until


def true_again(desk, client, count):
    """Waits until the link is back for the `count`th time, and then at most 5 s until the client's view is the exchange's own."""
    wait_until(lambda: desk.server.log().count("exchange: syncing") >= count, 40, what="the link is back")
    begin = time.monotonic()
    live(desk.server, count, within=5)
    desk.agrees(client, within=5 - (time.monotonic() - begin))


def times_live(server):
    return server.log().count("exchange: live")


@pytest.fixture
def cable(shared_exchange):
    """A desk whose server reaches the exchange through a proxy."""
    shared_exchange.settle()
    proxy = TcpProxy(shared_exchange.address)
    secret = shared_exchange.account[2]
    with Server((*proxy.address, secret), exchange={"compare_every": 60}) as server:
        live(server)
        desk = Desk(shared_exchange, server)
        desk.proxy = proxy
        yield desk
        desk.leave()
    proxy.close()
    shared_exchange.settle()


def connected(desk):
    """alice talks to bob, and a client of each knows it."""
    alice, bob = desk.phone("1001"), desk.phone("1002")
    clients = [desk.login("alice"), desk.login("bob")]
    call = alice.call("1002")
    ringing = bob.incoming().answer()
    call.wait_for("up")
    for client in clients:
        wait_until(lambda: client.hints()["1002"] == client.hints()["1001"] == "1", what=lambda: f"both lines in use: {client.hints()}")
    return call, ringing, clients


def test_T020_T025_the_socket_is_cut_during_a_call_that_then_ends(cable):
    desk = cable
    call, _, clients = connected(desk)
    line = clients[0].phones()["1002"]
    marks = [client.mark() for client in clients]
    before = times_live(desk.server)
    desk.proxy.cut()
    wait_until(lambda: "exchange: connecting" in desk.server.log(), what="the loss noticed")
    assert desk.dial(clients[0], "1002")["error_string"] == "service_unavailable"
    assert clients[0].hints()["1002"] == "1"  # the last that was known
    call.hangup()
    desk.proxy.mend()
    true_again(desk, clients[0], before + 1)
    for client, mark in zip(clients, marks):
        wait_until(lambda: client.hint_changes(line, mark) == ["0"], what=lambda: f"the end told: {client.hint_changes(line, mark)}")


def test_T025_the_socket_is_cut_during_a_call_that_goes_on(cable):
    desk = cable
    call, _, clients = connected(desk)
    marks = [client.mark() for client in clients]
    before = times_live(desk.server)
    desk.proxy.cut()
    wait_until(lambda: "exchange: connecting" in desk.server.log(), what="the loss noticed")
    desk.proxy.mend()
    true_again(desk, clients[0], before + 1)
    for client, mark in zip(clients, marks):
        assert client.hears_nothing(lambda m: m.get("listname") == "phones" and "replyid" not in m, mark)
    clients[0].send({"class": "hangup"})  # the rebuilt call can be steered
    call.wait_for("ended")
    wait_until(lambda: clients[1].hints()["1002"] == "0", what="line 1002 idle")


def test_T022_T020_T004_the_exchange_is_killed_during_a_call(shared_exchange, desk):
    call, ringing, clients = connected(desk)
    before = times_live(desk.server)
    shared_exchange.kill()
    answer = wait_until(lambda: [a for a in [desk.dial(clients[0], "1002")] if "error_string" in a], what="the loss noticed")
    assert answer[0]["error_string"] == "service_unavailable"
    shared_exchange.start()
    true_again(desk, clients[0], before + 1)
    assert clients[0].hints()["1001"] == clients[0].hints()["1002"] == "0"
    mark = clients[0].mark()
    clients[0].send({"class": "hangup"})  # no ghost of the old call is left
    assert clients[0].hears_nothing(after=mark)
    assert desk.dial(clients[0], "1002")["class"] == "dial_success"
    desk.exchange.own_call(desk.phone("1001"))
    desk.phone("1002").incoming()


def test_T002_the_server_is_live_within_two_seconds(shared_exchange):
    server = Server(shared_exchange.account)
    begin = time.monotonic()
    try:
        live(server.start(), within=10)
        assert time.monotonic() - begin < 2
    finally:
        server.stop()
        server.remove()


def test_T017_an_account_without_the_right_to_dial(shared_asterisk):
    shared_asterisk.settle()
    with Server(shared_asterisk.account, exchange={"username": "crosspoint-no-originate"}) as server:
        live(server)
        desk = Desk(shared_asterisk, server)
        client = desk.login("alice")
        shared_asterisk.phone("1001")
        assert desk.dial(client, "1002")["error_string"] == "service_unavailable"
        wait_until(lambda: "denies the action Originate" in server.log(), what=lambda: f"the log names the action: {server.log()[-2000:]}")
        desk.leave()
