#!/usr/bin/python3
"""The real parts of tests that are not written in Python (web/tests/browser): an exchange with phones, and a server with the demo's people.

    stage.py asterisk22

Each line on standard input is a command, such as ["call", "1001", "1003"], each line on standard output its answer: ["done", RESULT] or
["failed", "why"]. Everything ends with standard input.
"""

import json
import sys
import traceback
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

from desk import live
from exchange import KINDS
from support.server import Server


class Stage:
    """Its public methods are the commands."""

    def __init__(self, kind):
        self._exchange = KINDS[kind]().start()
        self._server = None
        self._ringing, self._calls = {}, {}

    def begin(self, sections=None):
        """A server of its own for what follows, on a quiet exchange; the address of its pages."""
        self.end()
        self._ringing, self._calls = {}, {}
        self._exchange.settle()
        self._server = Server(self._exchange.account, **{"exchange": {"compare_every": 1}, "agi": self._exchange.agi, **(sections or {})})
        self._start()
        # After it has ended it comes back where clients look for it.
        self._server.configure(http={"port": self._server.http_address[1]}, cti={"port": self._server.address[1]})
        return "http://%s:%d" % self._server.http_address

    def _start(self):
        self._starts = self._starts + 1 if self._server.process else 1
        live(self._server.start(), self._starts)

    def end(self):
        if self._server:
            self._server.__exit__(None, None, None)
            self._server = None

    def kill(self):
        """The server ends without a word."""
        self._server.kill()

    def start(self):
        """The server comes back."""
        self._start()

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
        stage.end()
        stage._exchange.stop()


if __name__ == "__main__":
    main(sys.argv[1])
