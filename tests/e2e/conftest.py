"""Exchanges, servers and clients for the end-to-end tests. Exchanges and servers are shared by a module of tests; every test starts
with a quiet exchange and clients of its own."""

import pytest

from asterisk import missing, required
from desk import Desk, desk_of_its_own, live
from exchange import KINDS
from support.server import DEMO, Server


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


def served(exchange):
    with Server(exchange.account, exchange={"compare_every": 1}, agi=exchange.agi) as server:
        yield live(server)


shared_server = pytest.fixture(scope="module")(lambda shared_exchange: (yield from served(shared_exchange)))
shared_asterisk_server = pytest.fixture(scope="module")(lambda shared_asterisk: (yield from served(shared_asterisk)))


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


def answering_desk(exchange, folder, number, auto_answer):
    """A server of its own, whose demo data let the phone of that line pick up in that way what its user has asked for."""
    line, data = f"{{id: {number[-1]}, name: {number}, number: {number}, context: default}}", folder / "demo.yml"
    assert line in DEMO.read_text()
    data.write_text(DEMO.read_text().replace(line, f"{line[:-1]}, auto_answer: {auto_answer}}}"))
    yield from desk_of_its_own(exchange, data=data)


@pytest.fixture
def talk_desk(shared_asterisk, tmp_path):
    """On both Asterisks; carol's phone takes orders within a call."""
    yield from answering_desk(shared_asterisk, tmp_path, "1003", "talk")


@pytest.fixture
def auto_answer_desk(shared_asterisk, tmp_path):
    """On both Asterisks; alice's phone is told by a header to pick up what she asked for."""
    yield from answering_desk(shared_asterisk, tmp_path, "1001", '"Alert-Info: <http://localhost>;info=alert-autoanswer"')


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item):
    """A failure shows what server and exchange have logged during the test."""
    report = (yield).get_result()
    if report.failed:
        for desk in (value for value in getattr(item, "funcargs", {}).values() if isinstance(value, Desk)):
            report.sections.append(("log of the server", desk.server.log()[desk.server_log_begin:][-20000:]))
            report.sections.append(("log of the exchange", desk.exchange.log()[desk.exchange_log_begin:][-20000:]))
