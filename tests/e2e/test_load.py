"""Calls in number, made by sipp, while the link to the exchange is cut and its lists are read again and again."""

import os
import re
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import pytest
from desk import Desk, live
from sip_phone import Phone
from support.server import Server
from support.tcp_proxy import TcpProxy
from support.waiting import wait_until

RATE, SECONDS = 20, 10


class Sipp:
    """sipp in a process of its own; its built-in scenarios."""

    def __init__(self, *arguments):
        self.directory = tempfile.TemporaryDirectory(prefix="crosspoint-sipp-")
        self.screen = Path(self.directory.name) / "screen"
        with open(self.screen, "wb") as screen:
            self.process = subprocess.Popen(["sipp", "-i", "127.0.0.1", "-nostdin", *map(str, arguments)], cwd=self.directory.name,
                                            stdin=subprocess.DEVNULL, stdout=screen, stderr=screen,
                                            env={**os.environ, "TERM": "dumb"})

    def successes(self):
        found = re.findall(r"Successful call\s*\|[^|]*\|\s*(\d+)", self.screen.read_text(errors="replace"))
        return int(found[-1]) if found else 0

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        self.directory.cleanup()


def free_udp_port():
    with socket.socket(type=socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def busy_exchange(shared_asterisk):
    """Ten seconds of calls from outside to frank's number 1006, where sipp answers them, 20 a second, a second each."""
    shared_asterisk.settle()
    answering_port = free_udp_port()
    answering = Sipp("-sn", "uas", "-p", answering_port)
    frank = Phone("1006", shared_asterisk.asterisk.registrar)
    frank.register(contact=f"<sip:1006@127.0.0.1:{answering_port}>")
    calling = Sipp("-sn", "uac", "-s", "1006", "-p", shared_asterisk.asterisk.outside_port, "-r", RATE, "-m", RATE * SECONDS, "-d", 1000,
                   "%s:%d" % shared_asterisk.asterisk.registrar)
    yield shared_asterisk, calling
    calling.stop()
    answering.stop()
    frank.unregister()
    frank.close()
    shared_asterisk.asterisk.cli("channel request hangup all")  # after a failure there are calls left
    shared_asterisk.settle()


def test_T024_T019_the_state_is_right_after_lists_were_read_under_load(busy_exchange):
    exchange, calling = busy_exchange
    proxy = TcpProxy(exchange.address)
    # The comparison reads a list every 100 ms, so each of them several times; the cuts make it read all at once.
    with Server((*proxy.address, exchange.account[2]), exchange={"compare_every": 0.1}) as server:
        live(server)
        desk = Desk(exchange, server)
        client = desk.login("alice")
        deaf = desk.login("bob")
        deaf.stop_reading()
        for cut in (1, 2):
            wait_until(lambda: len(client.hint_changes("6")) > 3, 10, what="calls seen")
            proxy.cut()
            wait_until(lambda: server.log().count("exchange: connecting") >= cut, what="the loss noticed")
            proxy.mend()
            live(server, cut + 1)
            assert exchange.session().channels(), "the load is over too soon"
        losses = server.log().count("exchange: connecting")
        wait_until(lambda: calling.process.poll() is not None, 40, what="the end of the calls")
        assert calling.successes() >= 0.95 * RATE * SECONDS, calling.screen.read_text(errors="replace")[-3000:]
        desk.agrees(client)
        wait_until(lambda: client.hints()["1006"] == "0", what="the phone of line 1006 idle")
        assert server.log().count("exchange: connecting") == losses, "the link was lost while a client did not read"
        desk.leave()
    proxy.close()
