"""Browser clients whose connections are cut all the time, and a server that is started again meanwhile: in the end each has the right
picture, and nobody else has noticed anything.

    CROSSPOINT_SEEDS=200 CROSSPOINT_SECONDS=60 pytest conformance/test_lost_connections.py

is what a site of that size would see in a minute of very bad Wi-Fi; without them a smaller one."""

import os
import random
import threading
import time

import pytest
from conformance.extended import as_pushed
from conformance.store import opened
from e2e.desk import live
from support.cti_client import CtiClient
from support.cutting_proxy import CuttingProxy
from support.house import write_house
from support.server import Server
from support.simulation import Simulation
from support.waiting import wait_until
from support.web_clients import WebClients

SEEDS = int(os.environ.get("CROSSPOINT_SEEDS", 30))
DEAD = 45
SECONDS = int(os.environ.get("CROSSPOINT_SECONDS", 15))
CHANGES = 200  # a second
LIFETIME = 1.1  # seconds between two cuts of a client, on average; 20 in a minute, since being cut takes a while, too
BUSY = 10  # users who do things, beside those whose connections are cut
AGENTS = 10
LISTS = ["users", "phones", "agents", "queues", "queuemembers"]


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """Users 1 to SEEDS, of whom the first are agents, and BUSY more."""
    return write_house(tmp_path_factory.mktemp("house") / "house.yml", SEEDS + BUSY, AGENTS)


@pytest.fixture(scope="module")
def server(house):
    with Simulation("--phones", str(SEEDS + BUSY)) as exchange, Server(exchange.account, house, limits={"sessions": 2000}) as server:
        server.exchange = exchange
        yield live(server)


class Busy:
    """Plain clients and phones that change something CHANGES times a second, and write to those whose connections are cut."""

    def __init__(self, server):
        self.server = server
        self.random = random.Random(1)
        self.said = {number: [] for number in range(1, SEEDS + 1)}  # the chat lines of each that were surely taken
        self.clients = []
        self.connect()
        self.people = people(self.clients[0])
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self.work)

    def connect(self):
        for client in self.clients:
            client.close()
        self.clients = [CtiClient(self.server.address) for _ in range(BUSY)]
        for number, client in enumerate(self.clients, SEEDS + 1):
            client.login(f"user{number}")

    def start(self):
        self.stopping.clear()
        self.thread = threading.Thread(target=self.work)
        self.thread.start()

    def stop(self):
        self.stopping.set()
        self.thread.join()
        for client in self.clients:
            client.ask({"class": "keepalive"})

    def work(self):
        begun, done = time.monotonic(), 0
        while not self.stopping.wait(max(0, begun + done / CHANGES - time.monotonic())):
            self.change(done)
            done += 1

    def change(self, done):
        client = self.random.choice(self.clients)
        if done % 10 == 0:
            first, second = self.random.sample(range(SEEDS + 1, SEEDS + BUSY + 1), 2)
            self.server.exchange.console(f"call {1000 + first} {1000 + second}")
        elif done % 10 == 5:
            self.server.exchange.console(f"hangup {1000 + self.random.randint(SEEDS + 1, SEEDS + BUSY)}")
        elif done % 3 == 0:
            self.say()
        elif done % 3 == 1:
            client.send({"class": "availstate", "availstate": self.random.choice(["available", "away", "outtolunch"])})
        else:
            client.send({"class": "featuresput", "function": "enablednd", "value": bool(done % 2)})

    def say(self):
        number = self.random.randint(1, SEEDS)
        client = self.clients[number % BUSY]  # what two clients say has no order
        text = f"{number}: {len(self.said[number])}"
        self.said[number].append(text)
        client.send({"class": "chitchat", "alias": "Busy", "text": text, "to": self.people[number]})


def people(client):
    """Number of a user to [server, user] as chat has them."""
    xivo = client.list_config("users", "1")["xivo_uuid"]
    found = client.ask({"class": "people_search", "pattern": "User"})["results"]
    return {one["relations"]["user_id"]: [xivo, one["relations"]["user_uuid"]] for one in found}


def truth(server):
    """The lists as a client of protocol 2.2 sees them, in the form in which they are pushed."""
    client = CtiClient(server.address)
    client.login(f"user{SEEDS + 1}")
    lists = {name: {str(tid): as_pushed(client, name, str(tid)) for tid in client.list_ids(name)} for name in LISTS}
    client.close()
    return lists


def comparable(lists):
    """Without what protocol 2.2 does not tell."""
    return {name: {tid: {key: value for key, value in element.items() if key != "since"} for tid, element in elements.items()}
            for name, elements in lists.items()}


def test_P216_nobody_notices_that_connections_are_cut_and_nobody_misses_anything(server):
    busy = Busy(server)
    observer = CtiClient(server.address)
    observer.login(f"user{SEEDS + BUSY}")
    with CuttingProxy(server.http_address, seed=SEEDS, lifetime=LIFETIME) as proxy, WebClients() as web:
        cut = {}
        for number in range(1, SEEDS + 1):
            cut[number] = web.open(proxy.address, login=f"user{number}", password=f"user{number}-demo", presence="away", lists=LISTS,
                                   validate=number % 10 == 1)
        for client in cut.values():
            client.wait_state("live", 60)
        for number in range(1, AGENTS + 1):
            cut[number].command(**{"class": "ipbxcommand", "command": "agentlogin", "agentphonenumber": str(1000 + number)})
        for number in range(1, SEEDS + 1, 2):
            cut[number].command(**{"class": "featuresput", "function": "enablednd", "value": True})
        wait_until(lambda: all(observer.list_status("agents", str(n))["availability"] == "available" for n in range(1, AGENTS + 1)))
        before, mark = truth(server), observer.mark()
        proxy.cutting = True
        collected = send_to_each_other(cut, busy.people)
        flaps = []
        for end in (server.stop, server.kill, None):
            busy.start()
            time.sleep(SECONDS / 3)
            busy.stop()
            flaps += noticed(observer, mark)
            if end:
                start_again(server, end, proxy, busy)
                observer = CtiClient(server.address)
                observer.login(f"user{SEEDS + BUSY}")
                mark = observer.mark()
        proxy.cutting = False
        threads, outcomes = collected
        for thread in threads:
            thread.join()
        assert not flaps, "a second client has heard of a loss"
        after = truth(server)
        for name in ("users", "agents"):
            assert without_since(after[name]) == without_since(before[name]), name
        for number, client in cut.items():  # a connection that is dead unnoticed is found to be so after 15 s
            lines = busy.said[number]
            wait_until(lambda: from_busy(client) == lines, DEAD, what=lambda: f"{number}: {from_busy(client)}, not {lines}")
            wait_until(lambda: comparable(client.lists()) == after, DEAD, what=lambda: f"{number}: {differences(client.lists(), after)}")
        check_sent_once(cut, outcomes)
        assert proxy.cuts > SEEDS * SECONDS / LIFETIME / 4
        print(f"{proxy.cuts} cuts of {SEEDS} clients in {SECONDS} s")


def without_since(elements):
    """Of those whose connections are cut; the server reckons anew after a restart since when an agent is in its state."""
    mine = {str(number) for number in range(1, SEEDS + 1)} & elements.keys()
    return {tid: {key: value for key, value in elements[tid].items() if key != "availability_since"} for tid in mine}


def from_busy(client):
    return [message["text"] for message in client.messages("chitchat") if message["alias"] == "Busy"]


def differences(lists, expected):
    lists = comparable(lists)
    return [(name, tid, lists[name].get(tid), expected[name].get(tid)) for name in expected
            for tid in lists[name].keys() | expected[name].keys() if lists[name].get(tid) != expected[name].get(tid)][:5]


def noticed(observer, mark):
    """Presences that were told of users who have not changed theirs."""
    mine = {str(number) for number in range(1, SEEDS + 1)}
    return observer.all(lambda m: m.get("listname") == "users" and m["function"] == "updatestatus" and m["tid"] in mine, mark)


def send_to_each_other(cut, people):
    """Each writes to its neighbour, many times while connections are cut; what was given out as sent, or perhaps sent."""
    outcomes = {}

    def write(number, client):
        for count in range(8):
            text = f"from {number}: {count}"
            outcomes[text] = client.command(60, **{"class": "chitchat", "alias": "Cut", "text": text, "to": people[number % SEEDS + 1]})
            time.sleep(SECONDS / 10)

    threads = [threading.Thread(target=write, args=item) for item in list(cut.items())[:20]]
    for thread in threads:
        thread.start()
    return threads, outcomes


def check_sent_once(cut, outcomes):
    heard = [text for client in cut.values() for text in client.chat() if text.startswith("from ")]
    assert len(heard) == len(set(heard)), "a command was carried out twice"
    assert {text for text, outcome in outcomes.items() if outcome == "done"} <= set(heard)
    assert not {text for text, outcome in outcomes.items() if outcome == "not_sent"} & set(heard)


def start_again(server, end, proxy, busy):
    """Not before the store has every chat line: who writes them is told of nothing."""
    wait_until(lambda: lines_kept(server) >= sum(map(len, busy.said.values())))
    end()
    server.start()
    proxy.target = server.http_address
    live(server)
    busy.connect()


def lines_kept(server):
    with opened(server) as store:
        return store.execute("SELECT COUNT(*) FROM chat_messages WHERE alias = 'Busy'").fetchone()[0]
