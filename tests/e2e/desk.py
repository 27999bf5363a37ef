"""What one end-to-end test works with."""

from support.cti_client import CtiClient
from support.server import Server
from support.waiting import PATIENCE, wait_until


def live(server, count=1, within=15):
    """Waits until the server has said `count` times that it knows all of its exchange."""
    wait_until(lambda: server.log().count("exchange: live") >= count, within, what=lambda: f"exchange live:\n{server.log()[-3000:]}")
    return server


class Desk:
    """An exchange, the server on it, and the clients of one test."""

    def __init__(self, exchange, server):
        self.exchange, self.server = exchange, server
        self.clients = []
        self.server_log_begin, self.exchange_log_begin = len(server.log()), len(exchange.log())

    def login(self, user, **options):
        client = CtiClient(self.server.address)
        self.clients.append(client)
        client.login(user, **options)
        return client

    def phone(self, number):
        return self.exchange.phone(number)

    def dial(self, client, destination, **more):
        """Sends dial and returns its answer."""
        return client.ask({"class": "ipbxcommand", "command": "dial", "destination": destination, **more}, within=10)

    def agrees(self, client, within=PATIENCE):
        """Waits until what the client is told equals the exchange's own lists: lines, waiting messages, members of queues."""
        session = self.exchange.session()

        def differences():
            seen, truth = self.seen_by(client), session.state()
            return {key: (seen.get(key), value) for key, value in truth.items() if seen.get(key) != value and self.is_configured(key)}

        wait_until(lambda: not differences(), within, what=lambda: f"the exchange's own state; (server, exchange): {differences()}")
        session.close()

    def seen_by(self, client):
        """What AmiSession.state() asks of the exchange, asked of the server."""
        state = {("line", number): hint for number, hint in client.hints().items()}
        for tid in client.list_ids("voicemails"):
            state["mailbox", client.list_config("voicemails", tid)["mailbox"]] = client.list_status("voicemails", tid)["new"]
        for tid in client.list_ids("queuemembers"):
            if status := client.list_status("queuemembers", tid):  # {}: it has gone meanwhile
                state["member", tid.replace("SIP/", "PJSIP/")] = status["status"], status["paused"]
        return state

    def is_configured(self, key):
        return key != ("line", "1008")  # a phone without a user

    def leave(self):
        for client in self.clients:
            client.close()


def desk_of_its_own(on, /, **server):
    """For a fixture: a desk whose server is that of one test, started with those options."""
    on.settle()
    with Server(on.account, **server) as started:
        desk = Desk(on, live(started))
        yield desk
        desk.leave()
    on.settle()
