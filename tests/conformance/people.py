"""The clients of one test, and what can be said of them whatever the test is about."""

import json
import time

from support.cti_client import CtiClient
from support.waiting import wait_until

# Protocol 5.10: clients have leftovers for these, nothing may send them.
NEVER_SENT = {"featuresput", "serverdown", "disconn", "agentlisten", "availstate"}


class People:
    """Connects and logs in clients of one server. After `leave` all of them are gone and the server has noticed it, so that the
    next test finds nobody but the `observer` (a logged-in client that stays, frank by default)."""

    def __init__(self, server, observer):
        self.server = server
        self.observer = observer
        self.clients = []

    def connect(self, **options):
        """A connection that has not spoken yet."""
        client = CtiClient(self.server.address, **options)
        self.clients.append(client)
        return client

    def login(self, user, **options):
        """A client that is logged in. It, the observer and everybody who was here before have read everything this login caused."""
        client = self.connect()
        client.login(user, **options)
        for other in [client, self.observer, *self.clients]:
            if other.user_id and not other.closed:
                other.ask({"class": "keepalive"})
        return client

    def leave(self):
        for client in self.clients:
            client.close()
        for user in {client.user_id for client in self.clients if client.user_id}:
            wait_until(lambda: self.observer.list_status("users", user)["connection"] is None, what=f"user {user} gone")
        for client in self.clients:
            assert_well_formed(client)


def assert_well_formed(client):
    """P007, P008 and P213 for everything this client ever received: its lines, and one answer to each question."""
    *lines, rest = bytes(client.raw).split(b"\n")
    assert rest == b"", f"a line without its end: {rest[:200]}"
    arrived_late = time.time() - time.monotonic()
    for line, message, arrived in zip(lines, client.messages, client.times, strict=True):
        assert isinstance(message, dict), line
        assert isinstance(message.get("class"), str), line
        assert type(message.get("timenow")) in (int, float), line
        assert abs(message["timenow"] - (arrived_late + arrived)) < 30, line
        assert message["class"] not in NEVER_SENT, line
        assert json.loads(line) == message, line
    asked = [m["replyid"] for m in client.messages if type(m.get("replyid")) is int and m["replyid"] in client.asked]
    assert len(asked) == len(set(asked)), f"answered twice: {sorted(i for i in set(asked) if asked.count(i) > 1)}"


def pushes(client, pattern=None, after=0):
    """What the server told of its own accord since `after`: everything without replyid."""
    return [m for m in client.all(pattern or {}, after) if "replyid" not in m]


def of_user(user, function):
    """Pattern of a getlist message about one user."""
    return {"class": "getlist", "function": function, "listname": "users", "tid": user}


def answered_until_keepalive(client, after):
    """Everything that came since `after` up to the answer of a keepalive sent now: proof of what was not said."""
    answer = client.ask({"class": "keepalive"})
    since = client.all({}, after)
    return since[: since.index(answer)]


def send_what_goes(client, data):
    """Sends to a server that may close before it has read everything."""
    try:
        client.send_bytes(data)
    except OSError:
        pass
