"""A connection to one of the side doors on loopback: change notices and the info console (protocol 1.9)."""

import re
import socket

NOTICES, CONSOLE = "listening for change notices", "info console"


class Door:
    """A connection to one of them that reads answer by answer."""

    def __init__(self, server, name):
        self.socket = socket.create_connection(address(server, name), timeout=10)
        self.stream = self.socket.makefile("rb")

    def line(self):
        return self.stream.readline().decode().rstrip("\n")

    def send(self, text):
        self.socket.sendall(text.encode() + b"\n")

    def ask(self, text):
        """The lines of an answer; the last is OK or an error."""
        self.send(text)
        lines = [self.line()]
        while lines[-1] and lines[-1] != "OK" and not lines[-1].startswith("error: "):
            lines.append(self.line())
        return lines

    def close(self):
        self.stream.close()
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def address(server, name):
    found = re.search(rf"{name} on (\S+):(\d+)", server.log())
    return found[1], int(found[2])
