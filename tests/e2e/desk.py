"""What one end-to-end test works with."""

from support.cti_client import CtiClient
from support.waiting import wait_until


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

    def dial(self, client, destination):
        """Sends dial and returns its answer."""
        return client.ask({"class": "ipbxcommand", "command": "dial", "destination": destination}, within=10)

    def agrees(self, client, within=5.0):
        """Waits until the hint of every line is what the exchange's own list says."""
        session = self.exchange.session()

        def differences():
            own = {device.split("/")[1]: status for device, status in session.hints().items()}
            return {n: (status, own[n]) for n, status in client.hints().items() if own[n] != status}

        wait_until(lambda: not differences(), within, what=lambda: f"hints as the exchange has them; differing (server, exchange): {differences()}")
        session.close()

    def leave(self):
        for client in self.clients:
            client.close()
