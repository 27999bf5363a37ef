"""Browser clients without a browser: those of web/, many of them in one process of Node.

    with WebClients() as clients:
        alice = clients.open(server.http_address, login="alice", password="alice-demo", lists=["phones"])
        alice.wait_state("live")
        assert alice.lists()["phones"]["4"]["hintstatus"] == "0"

web/src/node/runner.ts says what can be asked for and what is told.
"""

import itertools
import json
import subprocess
import threading

from support.server import ROOT
from support.waiting import PATIENCE


class WebClients:
    def __init__(self):
        self.clients = {}
        self.ids = itertools.count(1)
        self.news = threading.Condition()
        self.process = None

    def __enter__(self):
        self.process = subprocess.Popen([ROOT / "tools" / "web", "node", ROOT / "web" / "src" / "node" / "main.ts"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        threading.Thread(target=self.listen, daemon=True).start()
        return self

    def __exit__(self, kind, *_):
        self.process.stdin.close()  # each says goodbye
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise
        assert kind is not None or self.process.returncode == 0, f"the clients ended with {self.process.returncode}"
        faults = [event for client in self.clients.values() for event in client.events if event["event"] in ("fault", "error")]
        assert kind is not None or not faults, "\n".join(map(str, faults[:10]))

    def open(self, address, scheme="ws", validate=True, **more):
        """A new client. `more`: login and password, or token; presence; lists."""
        client = WebClient(self, f"c{next(self.ids)}")
        self.clients[client.id] = client
        client.order("open", url=f"{scheme}://{address[0]}:{address[1]}/ws", validate=validate, **more)
        return client

    def listen(self):
        for line in self.process.stdout:
            event = json.loads(line)
            with self.news:
                client = self.clients.get(event.get("id"))
                if client:
                    client.events.append(event)
                self.news.notify_all()

    def send(self, order):
        with self.news:
            self.process.stdin.write(json.dumps(order) + "\n")
            self.process.stdin.flush()


class WebClient:
    def __init__(self, clients, client_id):
        self.clients = clients
        self.id = client_id
        self.events = []  # all that the client has told, in order
        self.refs = itertools.count(1)

    def order(self, what, **more):
        self.clients.send({"id": self.id, "do": what, **more})

    def wait(self, found, within=PATIENCE, what=""):
        """What `found` makes of the events, as soon as it is something."""
        with self.clients.news:
            result = self.clients.news.wait_for(lambda: found(self.events), within)
            assert result, f"{self.id}: no {what or 'such event'} within {within} s, but {self.events[-10:]}"
            return result

    def of(self, event):
        return [each for each in self.events if each["event"] == event]

    @property
    def status(self):
        """What the status bar shows now."""
        told = self.of("status")
        return told[-1]["status"] if told else {"state": "signed_out"}

    @property
    def token(self):
        return self.of("status")[-1].get("token")

    def wait_state(self, state, within=PATIENCE):
        return self.wait(lambda _: self.status["state"] == state and self.status, within, f"state {state}")

    def messages(self, name):
        """Messages of that class that are no state: chitchat, sheet, transfer_result ..."""
        return [each["message"] for each in self.of("message") if each["message"]["class"] == name]

    def chat(self):
        return [message["text"] for message in self.messages("chitchat")]

    def ask(self, what, event, within=PATIENCE, **more):
        ref = next(self.refs)
        self.order(what, ref=ref, **more)
        return self.wait(lambda _: next((each for each in self.of(event) if each["ref"] == ref), None), within, f"{event} {ref}")

    def lists(self):
        """Name of the list to id to element; None for one that is not loaded yet."""
        return self.ask("lists", "lists")["lists"]

    def get(self, *keys):
        return self.ask("get", "values", keys=keys)["values"]

    def command(self, within=40, **message):
        """How it went: the class of the answer, `done`, `refused`, `unknown` or `not_sent`."""
        return self.ask("command", "outcome", within, message=message)["outcome"]

    def watch(self, *lists):
        self.order("watch", lists=lists)

    def subscribe(self, **message):
        self.order("subscribe", message=message)

    def close(self):
        self.order("close")
