"""What follows from a presence (protocol 3.7, telephony 4.12): its actions, when it is taken and when the user leaves with a logout, and
a line in the queue log of the exchange."""

import pytest
import yaml
from e2e.ami_session import AmiSession
from e2e.desk import live
from support.server import DEMO, Server
from support.simulation import Simulation
from support.waiting import wait_until

# Presences of the demo with actions of this test's own.
ACTIONS = {
    "available": {"queueunpause_all": ""},
    "away": {"agentlogoff": ""},
    "outtolunch": {"queuepause_all": "", "enablednd": "true"},
    "berightback": {"queueadd": "", "enablevoicemail": "true"},  # known names that nobody has implemented
    "donotdisturb": {},
    "disconnected": {"queuepause_all": ""},
}
DAVE = "4"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    everything = yaml.safe_load(DEMO.read_text())
    for name, actions in ACTIONS.items():
        everything["presence_groups"]["default"]["presences"][name]["actions"] = actions
    file = tmp_path_factory.mktemp("data") / "presences.yml"
    file.write_text(yaml.safe_dump(everything, allow_unicode=True, sort_keys=False))
    return file


@pytest.fixture(scope="module")
def server(exchange, data):
    with Server(exchange.account, data=data) as server:
        yield live(server)


class Agent:
    """Agent 2001, dave, as the exchange knows it: a member of blue and red."""

    def __init__(self, exchange):
        self.exchange = exchange
        self.session = AmiSession(exchange.address, "crosspoint", Simulation.SECRET)

    def log_on(self):
        for queue in ("blue", "red"):
            self.session.ask("QueueAdd", Queue=queue, Interface="PJSIP/1004", MemberName="Agent/2001", Paused="0")
            self.session.ask("QueuePause", Queue=queue, Interface="PJSIP/1004", Paused="0")

    def log_off(self):
        for queue in ("blue", "red"):
            self.session.ask("QueueRemove", Queue=queue, Interface="PJSIP/1004")

    def paused(self):
        """Queue to whether the agent is paused there."""
        members = [m for m in self.session.list("QueueStatus") if m["Event"] == "QueueMember" and m["Name"] == "Agent/2001"]
        return {m["Queue"]: m["Paused"] for m in members}

    def log(self):
        return self.exchange.console("queuelog").splitlines()[:-1]


@pytest.fixture
def agent(exchange, server, observer):
    agent = Agent(exchange)
    agent.log_on()
    wait_until(lambda: observer.list_status("agents", "1")["availability"] == "available", what="the server knows it, too")
    yield agent
    agent.log_off()
    agent.session.close()


def take(client, presence):
    client.send({"class": "availstate", "availstate": presence})


def members_paused(client, after):
    """The last state pushed of each queue member: tid to "0" or "1"."""
    pushes = client.all({"function": "updateconfig", "listname": "queuemembers"}, after)
    return {m["tid"]: m["config"]["paused"] for m in pushes if "replyid" not in m}


def test_P084_P085_T166_a_presence_pauses_the_agent_in_all_queues_and_another_ends_that(people, observer, agent):
    dave = people.login("dave", state="donotdisturb")
    mark = observer.mark()
    take(dave, "outtolunch")
    wait_until(lambda: agent.paused() == {"blue": "1", "red": "1"}, what=lambda: f"paused everywhere: {agent.paused()}")
    everywhere = {"Agent/2001,blue": "1", "Agent/2001,red": "1"}
    wait_until(lambda: members_paused(observer, mark) == everywhere, what=lambda: f"told so: {members_paused(observer, mark)}")
    take(dave, "available")
    wait_until(lambda: agent.paused() == {"blue": "0", "red": "0"}, what=lambda: f"paused nowhere: {agent.paused()}")
    nowhere = dict.fromkeys(everywhere, "0")
    wait_until(lambda: members_paused(observer, mark) == nowhere, what=lambda: f"told so: {members_paused(observer, mark)}")


def test_P083_T166_several_actions_of_a_presence_are_all_run(people, observer, agent):
    dave = people.login("dave", state="donotdisturb")
    mark = observer.mark()
    take(dave, "outtolunch")
    observer.wait_for({"function": "updateconfig", "listname": "users", "tid": DAVE, "config": {"enablednd": True}}, after=mark)
    wait_until(lambda: agent.paused() == {"blue": "1", "red": "1"}, what="paused everywhere")
    dave.send({"class": "featuresput", "function": "enablednd", "value": False})
    dave.ask({"class": "keepalive"})


def test_P086_T166_a_presence_logs_the_agent_off(people, observer, agent):
    dave = people.login("dave", state="donotdisturb")
    mark = observer.mark()
    take(dave, "away")
    status = observer.wait_for({"function": "updatestatus", "listname": "agents", "status": {"availability": "logged_out"}}, after=mark)
    assert status["tid"] == 1
    assert agent.paused() == {}


def test_P084_a_user_without_an_agent_takes_such_a_presence_too(people, observer, agent):
    alice = people.login("alice", state="donotdisturb")
    mark = observer.mark()
    take(alice, "outtolunch")
    observer.wait_for({"function": "updatestatus", "listname": "users", "tid": "1", "status": {"availstate": "outtolunch"}}, after=mark)
    assert agent.paused() == {"blue": "0", "red": "0"}
    take(alice, "available")
    alice.send({"class": "featuresput", "function": "enablednd", "value": False})
    alice.ask({"class": "keepalive"})


def test_T166_actions_that_nobody_has_implemented_are_named_in_the_log(people, server, observer, agent):
    dave = people.login("dave", state="donotdisturb")
    mark = observer.mark()
    take(dave, "berightback")
    observer.wait_for({"function": "updatestatus", "tid": DAVE, "status": {"availstate": "berightback"}}, after=mark)
    for action in ("queueadd", "enablevoicemail"):
        assert f"presence berightback: action {action} is not known" in server.log()


def test_T166_a_logout_runs_the_actions_of_disconnected(people, observer, agent):
    dave = people.login("dave", state="donotdisturb")
    dave.send({"class": "logout", "stopper": "quit"})
    wait_until(lambda: agent.paused() == {"blue": "1", "red": "1"}, what=lambda: f"paused everywhere: {agent.paused()}")


def test_T166_a_lost_connection_does_not(people, observer, agent):
    dave = people.login("dave", state="donotdisturb")
    mark = observer.mark()
    dave.close()
    observer.wait_for({"function": "updatestatus", "tid": DAVE, "status": {"availstate": "disconnected"}}, after=mark)
    # The exchange has answered a question asked after the push: an action of the presence would have reached it before.
    observer.ask({"class": "ipbxcommand", "command": "dial", "destination": "4999"})
    assert agent.paused() == {"blue": "0", "red": "0"}


def test_T166_every_presence_of_an_agent_is_noted_in_the_queue_log(people, observer, agent):
    begin = len(agent.log())
    alice, dave = people.login("alice", state="donotdisturb"), people.login("dave", state="donotdisturb")
    take(alice, "berightback")
    take(dave, "berightback")
    take(dave, "nosuch")
    mark = observer.mark()
    dave.close()
    observer.wait_for({"function": "updatestatus", "tid": DAVE, "status": {"availstate": "disconnected"}}, after=mark)
    wanted = [f"NONE|NONE|Agent/2001|PRESENCE|{presence}" for presence in ("donotdisturb", "berightback", "disconnected")]
    wait_until(lambda: agent.log()[begin:] == wanted, what=lambda: f"queue log: {agent.log()[begin:]}")
