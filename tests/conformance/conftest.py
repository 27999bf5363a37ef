"""One simulated exchange and one server for each module of tests. A module that needs other settings than the defaults names them
in CONFIG: the sections of the configuration file."""

import pytest
from conformance.people import People
from e2e.desk import live
from support.cti_client import CtiClient
from support.server import Server
from support.simulation import Simulation
from support.websocket import WebSocketClient


@pytest.fixture(scope="module")
def exchange():
    with Simulation() as exchange:
        yield exchange


@pytest.fixture(scope="module")
def server(request, exchange):
    with Server(exchange.account, **getattr(request.module, "CONFIG", {})) as server:
        yield live(server)


@pytest.fixture(scope="module")
def observer(server):
    client = CtiClient(server.address)
    client.login("frank")
    yield client
    client.close()


@pytest.fixture
def people(server, observer):
    people = People(server, observer)
    yield people
    people.leave()


@pytest.fixture
def alice(people):
    return people.login("alice")


@pytest.fixture
def bob(people):
    return people.login("bob")


@pytest.fixture
def sockets(server, people):
    """Makes WebSockets, which leave with the other people of the test."""

    def connect(user=None, **options):
        people.clients.append(WebSocketClient(server.http_address, **options))
        if user:
            people.clients[-1].login(user)
        return people.clients[-1]

    return connect


@pytest.fixture
def connect(server, people):
    """Makes connections that leave with the other people of the test."""

    def make(websocket=True):
        people.clients.append(WebSocketClient(server.http_address) if websocket else CtiClient(server.address))
        return people.clients[-1]

    return make
