"""Two servers on one exchange: what one does must not be taken for the other's."""

from desk import Desk, live
from support.server import Server
from support.waiting import wait_until


def test_T121_two_servers_dial_in_the_same_moment_and_both_phones_ring(desk):
    exchange = desk.exchange
    with Server(exchange.account) as other:
        beside = Desk(exchange, live(other))
        alice, bob = desk.login("alice"), beside.login("bob")
        phones = exchange.phone("1001"), exchange.phone("1002")
        for client in (alice, bob):
            client.send({"class": "ipbxcommand", "command": "dial", "destination": "4001"})
        for phone in phones:
            exchange.own_call(phone).wait_for("up")
        session = exchange.session()

        def ids():
            return {c["Uniqueid"] for c in session.list("CoreShowChannels") if c["Channel"].startswith("PJSIP/100")}

        wait_until(lambda: len(ids()) == 2 and all(uniqueid.startswith("xp-") for uniqueid in ids()), what=lambda: f"two calls of ours: {ids()}")
        for client in (alice, bob):
            wait_until(lambda: len(client.all({"class": "dial_success"})) == 1, what="one dial_success")
        session.close()
        beside.leave()
    exchange.settle()
