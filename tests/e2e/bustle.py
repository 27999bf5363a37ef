"""Users and their phones who do this and that, for a simulated exchange; what they do is the same each time."""

import random
import time

from support.cti_client import CtiClient

CHANGES = 40  # a second


class Bustle:
    def __init__(self, server, simulation, users):
        """`users`: numbers of those of support/house.py."""
        self.simulation, self.users = simulation, users
        self.random = random.Random(1)
        self.clients = [CtiClient(server.address) for _ in users]
        for number, client in zip(users, self.clients):
            client.login(f"user{number}")

    def go_on_for(self, seconds):
        begun, done = time.monotonic(), 0
        while time.monotonic() < begun + seconds:
            time.sleep(max(0, begun + done / CHANGES - time.monotonic()))
            self.change(done)
            done += 1
        for client in self.clients:
            client.ask({"class": "keepalive"})
            client.close()

    def change(self, done):
        client = self.random.choice(self.clients)
        if done % 8 == 0:
            first, second = self.random.sample(self.users, 2)
            self.simulation.console(f"call {1000 + first} {1000 + second}")
        elif done % 8 == 2:
            self.simulation.console(f"answer {1000 + self.random.choice(self.users)}")
        elif done % 8 == 5:
            self.simulation.console(f"hangup {1000 + self.random.choice(self.users)}")
        elif done % 3 == 0:
            client.send({"class": "availstate", "availstate": self.random.choice(["available", "away", "outtolunch"])})
        elif done % 3 == 1:
            client.send({"class": "featuresput", "function": "enablednd", "value": bool(self.random.randrange(2))})
        else:
            value = {"enableunc": bool(self.random.randrange(2)), "destunc": str(self.random.randint(1001, 1009))}
            client.send({"class": "featuresput", "function": "fwd", "value": value})
