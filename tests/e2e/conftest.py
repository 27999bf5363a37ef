"""Exchanges, servers and clients for the end-to-end tests. Exchanges and servers are shared by a module of tests; every test starts
with a quiet exchange and clients of its own."""

import pytest

from asterisk import missing, required
from exchange import KINDS
from support.cti_client import CtiClient
from support.server import Server
from support.waiting import wait_until


def start(kind):
    """An exchange of that kind; without the Asterisk it needs the test is skipped, or fails where Asterisk is required (T197)."""
    reason = missing(int(kind[-2:])) if kind.startswith("asterisk") else ""
    if reason and required():
        pytest.fail(reason, pytrace=False)
    if reason:
        pytest.skip(reason)
    return KINDS[kind]().start()


@pytest.fixture(scope="module", params=KINDS)
def shared_exchange(request):
    exchange = start(request.param)
    yield exchange
    exchange.stop()


@pytest.fixture(scope="module", params=["asterisk16", "asterisk22"])
def shared_asterisk(request):
    exchange = start(request.param)
    yield exchange
    exchange.stop()


def live(server, count=1, within=15):
    """Waits until the server has said `count` times that it knows all of its exchange."""
    wait_until(lambda: server.log().count("exchange: live") >= count, within, what=lambda: f"exchange live:\n{server.log()[-3000:]}")
    return server


def served(exchange):
    with Server(exchange.account, exchange={"compare_every": 1}) as server:
        yield live(server)


shared_server = pytest.fixture(scope="module")(lambda shared_exchange: (yield from served(shared_exchange)))
shared_asterisk_server = pytest.fixture(scope="module")(lambda shared_asterisk: (yield from served(shared_asterisk)))


class Desk:
    """An exchange, the server on it, and the clients of one test."""

    def __init__(self, exchange, server):
        self.exchange, self.server = exchange, server
        self.clients = []

    def login(self, user, **options):
        client = CtiClient(self.server.address)
        self.clients.append(client)
        client.login(user, **options)
        return client

    def phone(self, number):
        return self.exchange.phone(number)

    def dial(self, client, destination):
        """Sends dial and returns its answer."""
        return client.ask({"class": "ipbxcommand", "command": "dial", "destination": destination}, within=10)

    def agrees(self, client, within=5.0):
        """Waits until the hint of every line is what the exchange's own list says."""
        session = self.exchange.session()

        def differences():
            own = {device.split("/")[1]: status for device, status in session.hints().items()}
            return {n: (status, own[n]) for n, status in client.hints().items() if own[n] != status}

        wait_until(lambda: not differences(), within, what=lambda: f"hints as the exchange has them; differing (server, exchange): {differences()}")
        session.close()

    def leave(self):
        for client in self.clients:
            client.close()


def desk_of(exchange, server):
    exchange.settle()
    desk = Desk(exchange, server)
    yield desk
    desk.leave()
    exchange.settle()


@pytest.fixture
def desk(shared_exchange, shared_server):
    """On each of the three exchanges."""
    yield from desk_of(shared_exchange, shared_server)


@pytest.fixture
def asterisk_desk(shared_asterisk, shared_asterisk_server):
    """On both Asterisks: for what only real phones and a real dialplan can show."""
    yield from desk_of(shared_asterisk, shared_asterisk_server)
