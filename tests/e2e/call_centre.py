"""A call centre with two agents and a supervisor, for tests that follow it through a day and hold each step against Asterisk's lists."""

from support.waiting import wait_until

QUEUES = {"blue": "1", "red": "2"}  # their ids in the demo data
WINDOW = {"window": "3600", "xqos": "60"}


class CallCentre:
    """The desk with an agent dave (2001, line 1004), an agent erin (2002, line 1005) and the supervisor frank."""

    def __init__(self, desk):
        self.desk = desk
        self.dave, self.erin, self.frank = (desk.login(user) for user in ("dave", "erin", "frank"))
        self.phones = {number: desk.phone(number) for number in ("1001", "1002", "1004", "1005", "1007")}
        self.clients = (self.dave, self.erin, self.frank)
        for client in self.clients:
            client.send({"class": "subscribetoqueuesstats"})
        for queue in QUEUES.values():
            self.frank.send({"class": "subscribe", "message": "queueentryupdate", "queueid": queue})

    def order(self, client, command, **fields):
        client.send({"class": "ipbxcommand", "command": command, **fields})

    def agent(self, client, agent):
        return client.list_status("agents", agent)

    def figures(self, client, queue):
        """What the pushed statistics of a queue add up to, as text."""
        merged = {}
        for message in client.all({"class": "getqueuesstats"}):
            if "replyid" not in message:
                merged |= {key: str(value) for key, value in message["stats"].get(QUEUES[queue], {}).items()}
        return merged

    def truth(self, queue):
        """The same figures, out of Asterisk's own lists."""
        session = self.desk.exchange.session()
        items = session.list("QueueStatus", Queue=queue)
        session.close()
        members = [item for item in items if item["Event"] == "QueueMember"]
        return {
            "Xivo-LoggedAgents": str(len(members)),
            "Xivo-AvailableAgents": str(sum(m["Paused"] == "0" and m["Status"] in ("0", "1") for m in members)),
            "Xivo-TalkingAgents": str(sum(m["Status"] == "2" for m in members)),
            "Xivo-WaitingCalls": str(sum(item["Event"] == "QueueEntry" for item in items)),
        }

    def agree(self):
        """All three clients have of lines, members and figures what Asterisk has."""
        for client in self.clients:
            self.desk.agrees(client)

            def differences(client=client):
                pairs = {(queue, key): (self.figures(client, queue).get(key), value)
                         for queue in QUEUES for key, value in self.truth(queue).items()}
                return {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}

            wait_until(lambda: not differences(), what=lambda: f"figures; (server, exchange): {differences()}")

    def entries(self, queue):
        """Who waits there, as the supervisor is told: positions, numbers."""
        client = self.frank
        told = [m for m in client.all({"class": "queueentryupdate"}) if str(m["state"]["queue_id"]) == QUEUES[queue]]
        return [(entry["position"], entry["number"]) for entry in told[-1]["state"]["entries"]] if told else None

    def waits(self, queue, *numbers):
        """The supervisor is told of those and nobody else."""
        wanted = list(enumerate(numbers, 1))
        wait_until(lambda: self.entries(queue) == wanted, what=lambda: f"{wanted} in {queue}, are {self.entries(queue)}")

    def until(self, agent, **status):
        """Every client is told that the agent is so."""
        for client in self.clients:
            wait_until(lambda client=client: status.items() <= self.agent(client, agent).items(), 5,
                       what=lambda client=client: f"agent {agent} {status}, is {self.agent(client, agent)}")

    def call_in(self, caller, queue="3001"):
        call = self.phones[caller].call(queue)
        call.wait_for("up")
        return call

    def taken_by(self, number):
        """That phone picks up; the other agents' phones stop ringing."""
        call = self.phones[number].incoming(within=20)
        call.answer()
        call.wait_for("up")
        return call

    def hand_over(self, client, call, message):
        """Asked again until the server, too, has heard that the two talk."""
        def over():
            client.send(message)
            return call.state == "ended"

        wait_until(over, 5, every=0.5, what="the end of the agent's own call")

    def drift(self):
        """What the comparison with Asterisk's lists has had to repair."""
        return [line for line in self.desk.server.log()[self.desk.server_log_begin:].splitlines() if "repaired from Asterisk's list" in line]

    def counts(self, queue="blue"):
        """Calls that have joined, were answered and were lost."""
        answer = self.frank.ask({"class": "getqueuesstats", "on": {QUEUES[queue]: WINDOW}})["stats"][QUEUES[queue]]
        return tuple(int(answer[f"Xivo-{key}"]) for key in ("Join", "Link", "Lost"))


def quiet(centre, *numbers):
    """The phones that only rang have forgotten it."""
    for number in numbers:
        phone = centre.phones[number]
        phone.taken = sum(1 for call in phone.calls if call.invite)
