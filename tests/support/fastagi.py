"""A channel in the dialplan that asks over FastAGI, byte by byte: what Asterisk's AGI() does.

    with Question(server.agi_address, "user", "1002") as question:
        assert question.variables() == {"XP_ACTION": "busy"}
"""

import re
import socket
import time


class Question:
    def __init__(self, address, script, *arguments, channel="PJSIP/1001-00000001", name="Alice Martin", number="1001",
                 uniqueid="1795452018.43"):
        lines = {"network": "yes", "network_script": script, "request": "agi://%s:%d/%s" % (*address, script), "channel": channel,
                 "uniqueid": uniqueid, "callerid": number, "calleridname": name, "context": "crosspoint-user", "priority": "10"}
        lines |= {f"arg_{n}": argument for n, argument in enumerate(arguments, 1)}
        self.request = "".join(f"agi_{name}: {value}\n" for name, value in lines.items()) + "\n"
        self.socket = socket.create_connection(address, timeout=10)
        self.opened = time.monotonic()
        self.stream = self.socket.makefile("rb")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def send(self, text):
        self.socket.sendall(text.encode())

    def ask(self):
        self.send(self.request)
        return self

    def command(self):
        """The next command of the server; empty at its end of the conversation."""
        return self.stream.readline().decode()

    def variables(self):
        """Asks, and plays Asterisk until the server has ended the conversation: every variable it has set."""
        self.ask()
        found = {}
        while command := self.command():
            name, value = re.fullmatch(r'SET VARIABLE ([\w()]+) "(.*)"\n', command).groups()
            found[name] = re.sub(r"\\(.)", r"\1", value)
            self.send("200 result=1\n")
        return found

    def closed_after(self):
        """Waits for the server's end of the conversation; the seconds since it was opened."""
        try:
            while self.stream.readline():
                pass
        except ConnectionResetError:
            pass
        return time.monotonic() - self.opened

    def close(self):
        self.stream.close()
        self.socket.close()
