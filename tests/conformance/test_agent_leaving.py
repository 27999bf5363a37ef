"""What leaving does to the agent of a user: a logout runs the actions of `disconnected`, a lost connection does not (protocol 3.6)."""

import pytest
from conformance.people import pushes
from e2e.ami_session import AmiSession
from e2e.desk import live
from support.cti_client import CtiClient
from support.server import Server
from support.simulation import Simulation
from support.waiting import wait_until

GONE = {"function": "updatestatus", "listname": "users", "tid": "4", "status": {"availstate": "disconnected"}}


class Duty:
    """dave is logged in, his agent 2001 is a member of blue and red; frank looks on."""

    def __init__(self, server, exchange):
        self.session = exchange
        self.dave, self.observer = CtiClient(server.address), CtiClient(server.address)
        self.dave.login("dave")
        self.observer.login("frank")
        self.dave.ask({"class": "keepalive"})
        self.observer.ask({"class": "keepalive"})

    def queues(self):
        """The queues agent 2001 is a member of, as the exchange says."""
        return {m["Queue"] for m in self.session.list("QueueStatus") if m["Event"] == "QueueMember" and m["Name"] == "Agent/2001"}


@pytest.fixture
def duty():
    with Simulation() as exchange:
        session = AmiSession(exchange.address, "crosspoint", Simulation.SECRET)
        for queue in ("blue", "red"):
            answer = session.ask("QueueAdd", Queue=queue, Interface="PJSIP/1004", MemberName="Agent/2001")
            assert answer["Response"] == "Success", answer
        with Server(exchange.account) as server:
            duty = Duty(live(server), session)
            assert duty.queues() == {"blue", "red"}
            yield duty
            duty.dave.close()
            duty.observer.close()


def test_P051_a_logout_logs_the_agent_off(duty):
    mark = duty.observer.mark()
    duty.dave.send({"class": "logout", "stopper": "quit"})
    duty.observer.wait_for(GONE, after=mark)
    wait_until(lambda: duty.queues() == set(), what=lambda: f"agent 2001 is a member of {duty.queues()} still")


def test_P052_a_lost_connection_does_not(duty):
    mark = duty.observer.mark()
    duty.dave.close()
    duty.observer.wait_for(GONE, after=mark)
    # The exchange has answered a question asked after the push: an action of the presence would have reached it before.
    duty.observer.ask({"class": "ipbxcommand", "command": "dial", "destination": "4999"})
    assert duty.queues() == {"blue", "red"}
    assert not pushes(duty.observer, {"listname": "queuemembers"}, mark)


def test_P053_the_first_of_two_connections_takes_no_agent_with_it(duty):
    second = CtiClient(duty.dave.socket.getpeername())
    second.login("dave")
    duty.dave.close()
    duty.observer.ask({"class": "ipbxcommand", "command": "dial", "destination": "4999"})
    assert duty.queues() == {"blue", "red"}
    assert duty.observer.list_status("users", "4") == {"availstate": "available", "connection": "yes"}
    second.close()
