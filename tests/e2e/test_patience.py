"""What takes its time: an exchange that lets nobody in, watched for half a minute, and one that falls silent. The first is watched
while the second is tested."""

import time

import pytest
from desk import Desk, live
from support.refusing_exchange import RefusingExchange
from support.server import Server
from support.waiting import wait_until

WATCHED = 31.0


class Refused:
    """A server whose exchange refuses it in one way."""

    def __init__(self, refuse):
        self.exchange = RefusingExchange(refuse)
        self.server = Server((*self.exchange.address, "wrong")).start()
        wait_until(lambda: self.exchange.attempts, what="a first attempt")

    def attempts(self):
        """The seconds of the attempts since the first, when all of the time has passed."""
        wait_until(lambda: time.monotonic() > self.exchange.attempts[0] + WATCHED, WATCHED + 5, every=0.2)
        return [at - self.exchange.attempts[0] for at in self.exchange.attempts]

    def end(self):
        self.server.stop()
        self.server.remove()
        self.exchange.close()


@pytest.fixture(scope="module", autouse=True)
def refused():
    refused = {refuse: Refused(refuse) for refuse in ("login", "connection")}
    yield refused
    for each in refused.values():
        each.end()


def test_T014_T018_a_frozen_exchange(shared_asterisk):
    exchange = shared_asterisk
    exchange.settle()
    with Server(exchange.account, exchange={"compare_every": 60}) as server:
        live(server)
        desk = Desk(exchange, server)
        client, other = desk.login("alice"), desk.login("bob")
        exchange.phone("1001")
        exchange.asterisk.freeze()
        try:
            begin = time.monotonic()
            client.send({"class": "ipbxcommand", "command": "dial", "destination": "1002", "commandid": 1})
            assert other.ask({"class": "keepalive"}, within=1)
            assert client.ask({"class": "keepalive"}, within=1)
            answer = client.wait_for({"replyid": 1}, within=8)
            assert answer["error_string"] == "service_unavailable"
            assert 4 < time.monotonic() - begin < 7
            wait_until(lambda: "exchange: connecting" in server.log(), 22 - (time.monotonic() - begin), what="the link declared down")
        finally:
            exchange.asterisk.thaw()
        live(server, 2, within=30)
        desk.agrees(client)
        desk.leave()


def rounds(times):
    """The events and the actions connection are tried side by side: attempts closer than half a second are one round."""
    return [at for i, at in enumerate(times) if i == 0 or at - times[i - 1] > 0.5]


def test_T003_a_wrong_secret_is_logged_once_an_attempt_and_never_tried_in_a_tight_loop(refused):
    times, log = refused["login"].attempts(), refused["login"].server.log()
    logged = [line for line in log.splitlines() if "uthentication failed" in line]
    assert 4 <= len(rounds(times)) <= 7, times
    assert len(times) <= 2 * len(rounds(times)), times
    assert len(rounds(times)) - 1 <= len(logged) <= len(times), log


def test_T021_reconnection_waits_1_2_4_8_16_seconds(refused):
    times = refused["connection"].attempts()
    tries = rounds(times)
    pauses = [later - earlier for earlier, later in zip(tries, tries[1:])]
    assert 4 <= len(pauses) <= 6, times
    for pause, nominal in zip(pauses, [1, 2, 4, 8, 16]):
        assert 0.5 * nominal <= pause <= 1.5 * nominal + 0.3, pauses  # jitter around the nominal pause
