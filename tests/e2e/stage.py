#!/usr/bin/python3
"""The real parts of tests that are not written in Python (web/tests/browser): an exchange with phones, and a server with the demo's people.

    stage.py asterisk22

Each line on standard input is a command, such as ["call", "1001", "1003"], each line on standard output its answer: ["done", RESULT] or
["failed", "why"]. Everything ends with standard input.
"""

import json
import re
import sys
import tempfile
import traceback
from datetime import datetime
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

from bustle import Bustle
from conformance.extended import as_pushed
from desk import live
from exchange import KINDS, SimulatedExchange
from support.cti_client import CtiClient
from support.cutting_proxy import CuttingProxy
from support.house import write_house
from support.server import DEMO, Server

PHONES = 16  # of the simulated exchange


class Stage:
    """Its public methods are the commands."""

    def __init__(self, kind):
        self._exchange = (SimulatedExchange(phones=PHONES) if kind == "sim" else KINDS[kind]()).start()
        self._server = None
        self._ringing, self._calls, self._proxies = {}, {}, []

    def begin(self, data=None, users=0):
        """A server of its own for what follows, on a quiet exchange; the address of its pages. Its people are those of the demo, of `data` as
        for `crosspoint import`, or so many users (support/house.py)."""
        self.end()
        self._ringing, self._calls, self._proxies = {}, {}, []
        self._exchange.settle()
        self._server = Server(self._exchange.account, self._people(data, users), exchange={"compare_every": 1}, agi=self._exchange.agi)
        self._start()
        # After it has ended it comes back where clients look for it.
        self._server.configure(http={"port": self._server.http_address[1]}, cti={"port": self._server.address[1]})
        return "http://%s:%d" % self._server.http_address

    def _people(self, data, users):
        if not data and not users:
            return DEMO
        file = Path(tempfile.mkdtemp(prefix="crosspoint-people-")) / "people.yml"
        if users:
            return write_house(file, users)
        file.write_text(data)
        return file

    def _start(self):
        self._starts = self._starts + 1 if self._server.process else 1
        live(self._server.start(), self._starts)

    def end(self):
        for proxy in self._proxies:
            proxy.__exit__()
        self._proxies = []
        if self._server:
            self._server.__exit__(None, None, None)
            self._server = None

    def close(self):
        self.end()
        self._exchange.stop()

    def kill(self):
        """The server ends without a word."""
        self._server.kill()

    def start(self):
        """The server comes back."""
        self._start()

    def proxy(self, seed):
        """The address of the same pages, behind something that cuts their connections once it is told to."""
        self._proxies.append(CuttingProxy(self._server.http_address, seed, lifetime=2).__enter__())
        return "http://%s:%d" % self._proxies[-1].address

    def cut(self, is_cutting):
        """Whether connections are cut; how many have been."""
        for proxy in self._proxies:
            proxy.cutting = is_cutting
        return sum(proxy.cuts for proxy in self._proxies)

    def silences(self, seed):
        """When that proxy has let a connection go dead of which neither end has heard, in milliseconds since 1970."""
        return [at * 1000 for proxy in self._proxies if proxy.seed == seed for at in proxy.silences]

    def bustle(self, seconds, users):
        """For so long these users and their phones do this and that."""
        Bustle(self._server, self._exchange.simulation, users).go_on_for(seconds)

    def lists(self, login):
        """Users and their phones as a client of protocol 2.2 sees them."""
        client = CtiClient(self._server.address)
        client.login(login)
        lists = {name: {str(tid): as_pushed(client, name, str(tid)) for tid in client.list_ids(name)} for name in ("users", "phones")}
        client.close()
        return lists

    def presence_of(self, login):
        """[when, whether] sessions of that user came and went, in milliseconds since 1970, as the server has logged it."""
        count, told = 0, []
        for line in self._server.log().splitlines():
            when = re.match(r"\S+Z", line)
            come, gone = f"({login}) from" in line and "is logged in" in line, f"({login}) from" in line and "is logged in" not in line
            if come or gone or "listening for HTTP" in line:
                count = 0 if "listening" in line else count + (1 if come else -1)
                told.append([datetime.fromisoformat(when[0].replace("Z", "+00:00")).timestamp() * 1000, count > 0])
        return told

    def logs(self):
        """What server and exchange have to say, the end of it."""
        server = self._server.log()[-20000:] if self._server else ""
        return f"{server}\n--- exchange\n{self._exchange.log()[-20000:]}"

    def phones(self, *numbers):
        """Switches them on."""
        for number in numbers:
            self._exchange.phone(number)

    def call(self, number, to):
        """Somebody dials at that phone."""
        self._calls[number] = self._exchange.phone(number).call(to)

    def own(self, number):
        """Its user has asked for a call, and picks up."""
        self._calls[number] = self._exchange.own_call(self._exchange.phone(number))

    def rings(self, number):
        """Waits until it rings."""
        self._ringing[number] = self._exchange.phone(number).incoming()

    def _take_ringing(self, number):
        if number not in self._ringing:
            self.rings(number)
        return self._ringing.pop(number)

    def answer(self, number):
        self._calls[number] = self._take_ringing(number)
        self._calls[number].answer()

    def reject(self, number, code=486):
        self._take_ringing(number).reject(code)

    def hangup(self, number):
        self._calls.pop(number).hangup()

    def ends(self, number):
        """Waits until the call of that phone is over."""
        self._calls.pop(number).wait_for("ended")


def main(kind):
    stage = Stage(kind)
    try:
        for line in sys.stdin:
            name, *arguments = json.loads(line)
            try:
                answer = ["done", getattr(stage, name)(*arguments)]
            except Exception:  # whatever it is, whoever asked wants to know
                answer = ["failed", traceback.format_exc(limit=-4)]
            print(json.dumps(answer), flush=True)
    finally:
        stage.close()


if __name__ == "__main__":
    main(sys.argv[1])
