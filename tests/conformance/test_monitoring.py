"""What those who watch over a server can ask it over HTTP: /metrics for Prometheus, /health for whoever restarts what is broken."""

import contextlib
import ctypes
import http.client
import json
import os
import re
import socket
from pathlib import Path

import pytest
from support.cti_client import CtiClient
from support.server import Server
from support.simulation import Simulation
from support.waiting import wait_until


def get(server, path, method="GET"):
    """Status, headers and body of one request."""
    connection = http.client.HTTPConnection(*server.http_address, timeout=10)
    try:
        connection.request(method, path)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()
    finally:
        connection.close()


def metrics(server):
    """Every sample: "name{label="value"}" to its number. Whatever is no sample is a comment about one."""
    status, headers, body = get(server, "/metrics")
    assert status == 200 and headers["Content-Type"].startswith("text/plain; version=0.0.4")
    samples = {}
    for line in body.splitlines():
        if not line.startswith(("# HELP ", "# TYPE ")):
            name, value = re.fullmatch(r"([a-z_]+(?:\{[^}]*\})?) (\S+)", line).groups()
            samples[name] = float(value)
    return samples


def core_thread(process):
    """The id of the thread of that process that is called "core"."""
    return next(int(task.name) for task in Path(f"/proc/{process}/task").iterdir() if (task / "comm").read_text() == "core\n")


@contextlib.contextmanager
def held(thread):
    """A thread of a child, held as a debugger holds one: it alone stands still."""
    seize, interrupt, detach, any_thread = 0x4206, 0x4207, 17, 0x40000000  # <sys/ptrace.h>, <bits/waitflags.h>
    ptrace = ctypes.CDLL(None, use_errno=True).ptrace
    ptrace.argtypes = [ctypes.c_long] * 4
    if ptrace(seize, thread, 0, 0) != 0:
        pytest.skip(f"this machine lets nobody debug: {os.strerror(ctypes.get_errno())}")
    ptrace(interrupt, thread, 0, 0)
    os.waitpid(thread, any_thread)
    try:
        yield
    finally:
        ptrace(detach, thread, 0, 0)


def test_the_health_tells_how_the_link_to_the_exchange_is(server):
    status, headers, body = get(server, "/health")
    assert status == 200 and headers["Content-Type"] == "application/json"
    assert json.loads(body) == {"status": "ok", "exchange": "live"}


def test_the_health_is_good_while_the_exchange_is_gone():
    with Simulation() as exchange, Server(exchange.account) as server:
        wait_until(lambda: json.loads(get(server, "/health")[2])["exchange"] == "live", 15, what="a live link")
        exchange.kill()
        wait_until(lambda: json.loads(get(server, "/health")[2]) == {"status": "ok", "exchange": "connecting"}, what="a lost link")
        assert metrics(server)['crosspoint_exchange_state{state="connecting"}'] == 1
        assert metrics(server)['crosspoint_exchange_state{state="live"}'] == 0


def test_the_health_is_bad_while_the_core_does_not_step():
    with Server() as server:
        assert get(server, "/health")[0] == 200
        with held(core_thread(server.process.pid)):
            wait_until(lambda: get(server, "/health")[0] == 503, 20, what="a health that tells of it", every=0.2)
            assert json.loads(get(server, "/health")[2]) == {"status": "stalled", "exchange": "connecting"}
        wait_until(lambda: get(server, "/health")[0] == 200, what="a good health")


def test_metrics_count_clients_lines_and_messages(server, people):
    before = metrics(server)
    alice = people.login("alice")
    alice.ask({"class": "keepalive"})
    now = metrics(server)
    assert now["crosspoint_clients_connected"] == before["crosspoint_clients_connected"] + 1
    assert now["crosspoint_clients_logged_in"] == before["crosspoint_clients_logged_in"] + 1
    assert now["crosspoint_lines_received_total"] >= before["crosspoint_lines_received_total"] + 4
    assert now['crosspoint_messages_total{kind="reply"}'] >= before['crosspoint_messages_total{kind="reply"}'] + 4
    assert now['crosspoint_messages_total{kind="update"}'] > before['crosspoint_messages_total{kind="update"}'], "her presence"


def test_metrics_tell_why_sessions_ended(server):
    closed = 'crosspoint_clients_closed_total{reason="sent a line that is not a CTI message"}'
    before = metrics(server).get(closed, 0)
    client = CtiClient(server.address)
    client.send_bytes(b"GET / HTTP/1.1\n")
    client.wait_closed()
    wait_until(lambda: metrics(server).get(closed, 0) == before + 1, what="the count")


def test_metrics_tell_what_comes_from_the_exchange(server, exchange):
    before = metrics(server)
    exchange.console("call 1001 1002")
    wait_until(lambda: metrics(server)["crosspoint_exchange_events_total"] > before["crosspoint_exchange_events_total"], what="events")
    now = metrics(server)
    assert now["crosspoint_exchange_bytes_total"] > before["crosspoint_exchange_bytes_total"]
    assert now['crosspoint_exchange_state{state="live"}'] == 1
    assert now["crosspoint_drift_repaired_total"] == 0
    assert now["crosspoint_store_failures_total"] == 0


def test_the_server_is_ready_whatever_the_link_to_the_exchange():
    with Server() as server:  # whose exchange is not there
        status, _, body = get(server, "/ready")
        assert status == 200 and json.loads(body) == {"status": "ready", "exchange": "connecting"}
        with held(core_thread(server.process.pid)):
            wait_until(lambda: get(server, "/ready")[0] == 503, 20, what="a server that is not ready", every=0.2)
            assert json.loads(get(server, "/ready")[2]) == {"status": "stalled", "exchange": "connecting"}


def test_it_can_be_switched_off():
    with Server(http={"enabled": False}) as server:
        assert server.http_address is None


def test_a_port_that_is_taken_is_told():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        server = Server(http={"port": port})
        try:
            with pytest.raises(AssertionError, match=f"HTTP: cannot listen on 127.0.0.1 port {port}"):
                server.start()
        finally:
            server.remove()
