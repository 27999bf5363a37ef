"""How often an exchange is tried that lets nobody in. Two servers are watched for 30 seconds at the same time."""

import time

import pytest
from support.refusing_exchange import RefusingExchange
from support.server import Server

WATCHED = 31.0


@pytest.fixture(scope="module")
def watched():
    """For each way to refuse: the seconds at which connections were tried, since the first, and the server's log."""
    found, running = {}, []
    for refuse in ("login", "connection"):
        exchange = RefusingExchange(refuse)
        server = Server((*exchange.address, "wrong"))
        server.start()
        running.append((refuse, exchange, server))
    time.sleep(WATCHED)
    for refuse, exchange, server in running:
        found[refuse] = [at - exchange.attempts[0] for at in exchange.attempts], server.log()
        server.stop()
        server.remove()
        exchange.close()
    return found


def rounds(times):
    """The events and the actions connection are tried side by side: attempts closer than half a second are one round."""
    return [at for i, at in enumerate(times) if i == 0 or at - times[i - 1] > 0.5]


def test_T003_a_wrong_secret_is_logged_once_an_attempt_and_never_tried_in_a_tight_loop(watched):
    times, log = watched["login"]
    refused = [line for line in log.splitlines() if "uthentication failed" in line]
    assert 4 <= len(rounds(times)) <= 7, times
    assert len(times) <= 2 * len(rounds(times)), times
    assert len(rounds(times)) - 1 <= len(refused) <= len(times), log


def test_T021_reconnection_waits_1_2_4_8_16_seconds(watched):
    times, _ = watched["connection"]
    tries = rounds(times)
    pauses = [later - earlier for earlier, later in zip(tries, tries[1:])]
    assert 4 <= len(pauses) <= 6, times
    for pause, nominal in zip(pauses, [1, 2, 4, 8, 16]):
        assert 0.5 * nominal <= pause <= 1.5 * nominal + 0.3, pauses  # jitter around the nominal pause
