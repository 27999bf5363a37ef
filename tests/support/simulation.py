"""Runs `crosspoint pbx-sim`, the simulated exchange, for a test, and speaks to its console.

    with Simulation() as exchange, Server(exchange.account) as server:
        exchange.console("call 1001 1002")
"""

import re
import socket
import subprocess
import tempfile

from support.server import binary
from support.waiting import wait_until


class Simulation:
    SECRET = "sim-secret"

    def __init__(self, *options):
        self.options = options
        self.process = None

    def start(self, within=10):
        """Returns when it listens. A second start takes the same port again."""
        listen = "127.0.0.1:%d" % (self.address[1] if self.process else 0)
        self.output = tempfile.NamedTemporaryFile(prefix="crosspoint-sim-")
        self.process = subprocess.Popen([binary(), "pbx-sim", "--listen", listen, "--console", "0", "--secret", self.SECRET, *self.options],
                                        stdin=subprocess.DEVNULL, stdout=self.output, stderr=self.output)

        def place(what):
            assert self.process.poll() is None, f"pbx-sim ended with {self.process.returncode}:\n{self.log()}"
            found = re.search(rf"{what} on (\S+):(\d+)", self.log())
            return found and (found[1], int(found[2]))

        self.address = wait_until(lambda: place("listening"), within, what=lambda: f"pbx-sim listening:\n{self.log()}")
        self.console_address = wait_until(lambda: place("console"), within, what=lambda: f"pbx-sim console:\n{self.log()}")
        return self

    @property
    def account(self):
        """What a Server takes as its account."""
        return *self.address, self.SECRET

    def log(self):
        with open(self.output.name, errors="replace") as output:
            return output.read()

    def console(self, command):
        """Gives one command; its answer, what comes until the console falls silent or closes."""
        with socket.create_connection(self.console_address, timeout=5) as connection:
            connection.sendall(command.encode() + b"\n")
            connection.shutdown(socket.SHUT_WR)
            answer = b""
            while data := connection.recv(65536):
                answer += data
        return answer.decode()

    def kill(self):
        """A power cut."""
        self.process.kill()
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.kill()
        self.output.close()

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()
