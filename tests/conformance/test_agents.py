"""Agents and queues (protocol 4.8, 4.9, 6.4, 6.7): log on and off, pause, belong to queues, listen; who may, and who hears of it."""

import re

import pytest
from conformance.people import pushes
from e2e.ami_session import AmiSession
from support.simulation import Simulation
from support.waiting import wait_until

# Of demo/demo.yml: agent 1 is 2001 of dave (user 4, line 1004) in blue and red, agent 2 is 2002 of erin (line 1005) in blue; alice has
# no agent and no rights, frank is a supervisor.
BLUE, RED = "Agent/2001,blue", "Agent/2001,red"
KEYS = {"availability", "availability_since", "queues", "phonenumber", "on_call", "on_call_acd", "on_call_nonacd", "on_wrapup", "channel",
        "groups"}


def command(name, **fields):
    return {"class": "ipbxcommand", "command": name, **fields}


def members(client, after):
    """Every push about a queue member: its id, status and pause, in order."""
    return [(m["tid"], m["config"]["status"], m["config"]["paused"])
            for m in pushes(client, {"function": "updateconfig", "listname": "queuemembers"}, after)]


def agents(client, after):
    """Every push about an agent: its id and availability, in order."""
    return [(m["tid"], m["status"]["availability"]) for m in pushes(client, {"function": "updatestatus", "listname": "agents"}, after)]


class Exchange:
    """What the exchange itself knows of the members of its queues."""

    def __init__(self, exchange):
        self.simulation = exchange
        self.session = AmiSession(exchange.address, "crosspoint", Simulation.SECRET)

    def members(self, name="Agent/2001"):
        """Queue to (interface, paused)."""
        found = [m for m in self.session.list("QueueStatus") if m["Event"] == "QueueMember" and m["Name"] == name]
        return {m["Queue"]: (m["Location"], m["Paused"]) for m in found}

    def log(self):
        return self.simulation.console("queuelog").splitlines()[:-1]


@pytest.fixture
def asterisk(exchange, server, observer):
    asterisk = Exchange(exchange)
    yield asterisk
    for agent in ("1", "2"):
        observer.send(command("agentlogout", agentids=f"xivo/{agent}"))
        wait_until(lambda: observer.list_status("agents", agent)["availability"] == "logged_out", what="logged out again")
    asterisk.session.close()


@pytest.fixture
def dave(people):
    return people.login("dave")


def logged_on(client, agent=1):
    wait_until(lambda: client.list_status("agents", str(agent))["availability"] != "logged_out", what=f"agent {agent} logged on")


def refused(client, message, error):
    answer = client.ask(message)
    assert answer["class"] == "ipbxcommand" and answer["error_string"] == error, answer


def silent(client, message, described=True):
    """Nothing comes of it but the answer to a keepalive sent afterwards."""
    mark = client.mark()
    client.send({**message, "commandid": 4711}, described)
    client.ask({"class": "keepalive"})
    assert not client.all({"replyid": 4711}, mark), client.all({"replyid": 4711}, mark)


def test_P063_the_configuration_of_an_agent(alice):
    assert alice.list_config("agents", "1") == {"context": "default", "firstname": "Dave", "lastname": "Okafor", "number": "2001"}


def test_P064_the_status_of_an_agent_has_every_key(alice, dave, asterisk):
    status = alice.ask({"class": "getlist", "function": "updatestatus", "listname": "agents", "tid": "1", "tipbxid": "xivo"})
    assert status["tid"] == 1 and set(status["status"]) == KEYS
    assert status["status"]["availability"] == "logged_out" and status["status"]["phonenumber"] is None
    assert status["status"]["queues"] == ["1", "2"]
    dave.send(command("agentlogin"))
    logged_on(alice)
    status = alice.list_status("agents", "1")
    assert {key: status[key] for key in KEYS - {"availability_since"}} == {
        "availability": "available", "queues": ["1", "2"], "phonenumber": "1004", "on_call": False, "on_call_acd": False,
        "on_call_nonacd": False, "on_wrapup": False, "channel": None, "groups": []}
    assert type(status["availability_since"]) is float


def test_P138_P140_P153_the_own_agent_logs_on_and_everybody_hears_it_in_order(alice, dave, asterisk):
    for message in (command("agentlogin", agentphonenumber="1004"), command("agentlogin", agentids="agent:special:me")):
        mark = alice.mark()
        silent(dave, message)
        alice.wait_for({"listname": "agents", "tid": 1, "status": {"availability": "available", "phonenumber": "1004"}}, after=mark)
        assert sorted(members(alice, mark)) == [(BLUE, "1", "0"), (RED, "1", "0")]
        assert agents(alice, mark) == [(1, "available")]
        assert alice.all({}, mark)[-1]["listname"] == "agents"
        assert asterisk.members() == {"blue": ("PJSIP/1004", "0"), "red": ("PJSIP/1004", "0")}
        dave.send(command("agentlogout"))
        alice.wait_for({"listname": "agents", "tid": 1, "status": {"availability": "logged_out", "phonenumber": None}}, after=mark)


def test_P139_another_agent_logs_on_at_the_main_extension_of_its_user(alice, observer, asterisk):
    mark = alice.mark()
    silent(observer, command("agentlogin", agentids="xivo/2"))
    alice.wait_for({"listname": "agents", "tid": 2, "status": {"availability": "available", "phonenumber": "1005"}}, after=mark)
    assert asterisk.members("Agent/2002") == {"blue": ("PJSIP/1005", "0")}


def test_P141_an_extension_in_use(people, dave, asterisk, observer):
    dave.send(command("agentlogin"))
    logged_on(observer)
    refused(people.login("erin"), command("agentlogin", agentphonenumber="1004"), "agent_login_exten_in_use")
    assert asterisk.members("Agent/2002") == {}


def test_P142_an_extension_that_does_not_exist_or_no_agent(alice, dave, observer, asterisk):
    refused(dave, command("agentlogin", agentphonenumber="4711"), "agent_login_invalid_exten")
    refused(dave, command("agentlogin", agentphonenumber="1007"), "agent_login_invalid_exten")  # of another context
    refused(alice, command("agentlogin"), "agent_login_invalid_exten")
    refused(observer, command("agentlogin", agentids="xivo/99"), "agent_login_invalid_exten")
    assert asterisk.members() == {}


def test_P143_the_second_log_on_is_neither_error_nor_news(alice, dave, asterisk):
    dave.send(command("agentlogin"))
    logged_on(alice)
    before = alice.list_status("agents", "1")
    mark = alice.mark()
    silent(dave, command("agentlogin"))
    assert not members(alice, mark) and not agents(alice, mark)
    assert alice.list_status("agents", "1") == before


def test_P144_P153_T152_an_agent_logs_off(alice, dave, asterisk):
    begin = len(asterisk.log())
    dave.send(command("agentlogin"))
    logged_on(alice)
    dave.send(command("queuepause", member="agent:xivo/1", queue="queue:xivo/1"))
    wait_until(lambda: asterisk.members()["blue"][1] == "1", what="paused")
    mark = alice.mark()
    silent(dave, command("agentlogout"))
    alice.wait_for({"listname": "agents", "tid": 1, "status": {"availability": "logged_out"}}, after=mark)
    assert {tid: rest for tid, *rest in members(alice, mark)} == {BLUE: ["101", "0"], RED: ["101", "0"]}
    assert agents(alice, mark) == [(1, "logged_out")]
    assert asterisk.members() == {}
    mark = alice.mark()
    silent(dave, command("agentlogout"))
    assert not agents(alice, mark)
    logged_off = lambda line: line.startswith("NONE|NONE|Agent/2001|AGENTCALLBACKLOGOFF|1004@default|") and line.endswith("|CommandLogoff")
    wait_until(lambda: any(map(logged_off, asterisk.log()[begin:])), what=lambda: f"the queue log tells it: {asterisk.log()[begin:]}")
    assert "NONE|NONE|Agent/2001|AGENTCALLBACKLOGIN|1004@default" in asterisk.log()[begin:]


def test_P145_no_agent_to_log_off(alice, observer):
    refused(alice, command("agentlogout"), "agent_login_invalid_exten")
    refused(observer, command("agentlogout", agentids="xivo/99"), "agent_login_invalid_exten")


def test_P144_off_and_on_again_at_once(alice, dave, asterisk):
    dave.send(command("agentlogin"))
    logged_on(alice)
    mark = alice.mark()
    dave.send(command("agentlogout"))
    dave.send(command("agentlogin"))
    wait_until(lambda: agents(alice, mark) == [(1, "logged_out"), (1, "available")], what=lambda: f"off and on: {agents(alice, mark)}")
    dave.send(command("agentlogout"))
    wait_until(lambda: asterisk.members() == {}, what="no member any more")
    mark = alice.mark()
    dave.send(command("agentlogin"))
    dave.send(command("agentlogout"))
    dave.ask({"class": "keepalive"})
    wait_until(lambda: alice.list_status("agents", "1")["availability"] == "logged_out" and asterisk.members() == {}, what="on and off")


def test_P146_a_supervisor_hears_an_agent(dave, observer, asterisk):
    silent(observer, command("listen", subcommand="start", destination="xivo/1"))
    assert not asterisk.session.channels()
    dave.send(command("agentlogin"))
    logged_on(observer)
    silent(observer, command("listen", subcommand="start", destination="xivo/1"))
    calls = wait_until(lambda: asterisk.session.list("CoreShowChannels"), what="a call of the supervisor's phone")
    assert calls[0]["Channel"].startswith("PJSIP/1006-")
    wait_until(lambda: any(c.get("Application") == "ChanSpy" and c["ApplicationData"].startswith("PJSIP/1004-,")
                           for c in asterisk.session.list("CoreShowChannels")), what="it spies")
    for call in asterisk.session.list("CoreShowChannels"):
        asterisk.session.ask("Hangup", Channel=call["Channel"])
    mark = observer.mark()
    silent(dave, command("listen", subcommand="start", destination="xivo/1"))  # no right
    assert not asterisk.session.channels() and not observer.all({"class": "ipbxcommand"}, mark)


def test_P147_P148_P156_P067_an_agent_joins_a_queue_and_leaves_it(alice, observer, people, asterisk):
    erin = people.login("erin")
    erin.send(command("agentlogin"))
    logged_on(alice, 2)
    mark = alice.mark()
    silent(observer, command("queueadd", member="agent:xivo/2", queue="queue:xivo/2"))
    alice.wait_for({"listname": "agents", "tid": 2, "status": {"queues": ["1", "2"], "availability": "available"}}, after=mark)
    assert pushes(alice, {"function": "addconfig", "listname": "queuemembers"}, mark)[0]["list"] == ["Agent/2002,red"]
    assert pushes(alice, {"function": "updatestatus", "listname": "queues"}, mark)[0]["status"] == {"agentmembers": ["1", "2"], "phonemembers": []}
    assert set(asterisk.members("Agent/2002")) == {"blue", "red"}
    assert "Agent/2002,red" in alice.list_ids("queuemembers")
    mark = alice.mark()
    silent(observer, command("queueremove", member="agent:xivo/2", queue="queue:xivo/2"))
    alice.wait_for({"listname": "agents", "tid": 2, "status": {"queues": ["1"]}}, after=mark)
    assert pushes(alice, {"function": "delconfig", "listname": "queuemembers"}, mark)[0]["list"] == ["Agent/2002,red"]
    wait_until(lambda: set(asterisk.members("Agent/2002")) == {"blue"}, what="a member of blue alone")
    mark = alice.mark()
    for queue in ("queue:xivo/all", "queue:xivo/99", "nonsense"):
        silent(observer, command("queueadd", member="agent:xivo/2", queue=queue), described=False)
    silent(observer, command("queueadd", member="agent:xivo/99", queue="queue:xivo/2"))
    silent(erin, command("queueadd", member="agent:xivo/2", queue="queue:xivo/2"))  # no right
    assert not pushes(alice, {"class": "getlist"}, mark)


def test_P149_P151_one_queue_is_paused_and_no_other(alice, dave, asterisk):
    dave.send(command("agentlogin"))
    logged_on(alice)
    for name, paused in (("queuepause", "1"), ("queueunpause", "0")):
        mark = alice.mark()
        silent(dave, command(name, member="agent:xivo/1", queue="queue:xivo/2"))
        alice.wait_for({"function": "updateconfig", "tid": RED, "config": {"paused": paused}}, after=mark)
        silent(dave, command(name, member="agent:xivo/1", queue="queue:xivo/2"))  # twice is no news
        assert asterisk.members() == {"blue": ("PJSIP/1004", "0"), "red": ("PJSIP/1004", paused)}
        assert members(alice, mark) == [(RED, "1", paused)] and not agents(alice, mark)


def test_P150_P152_P155_all_queues_are_paused(alice, dave, asterisk):
    dave.send(command("agentlogin"))
    logged_on(alice)
    for name, paused, availability in (("queuepause", "1", "unavailable"), ("queueunpause", "0", "available")):
        mark = alice.mark()
        silent(dave, command(name, member="agent:xivo/1", queue="queue:xivo/all"))
        alice.wait_for({"listname": "agents", "tid": 1, "status": {"availability": availability}}, after=mark)
        assert sorted(members(alice, mark)) == [(BLUE, "1", paused), (RED, "1", paused)]
        assert agents(alice, mark) == [(1, availability)]


def test_P150_an_agent_who_is_not_logged_on_is_not_paused(dave, observer, asterisk):
    mark = observer.mark()
    silent(dave, command("queuepause", member="agent:xivo/1", queue="queue:xivo/all"))
    silent(dave, command("queuepause", member="agent:xivo/1", queue="queue:xivo/99"))
    assert not pushes(observer, {"class": "getlist"}, mark)


def test_nobody_steers_agents_without_the_right(alice, dave, people, asterisk):
    erin = people.login("erin")
    for client in (alice, erin):  # alice may nothing, erin her own agent alone
        silent(client, command("agentlogin", agentids="xivo/1"))
        silent(client, command("agentlogin", agentids="xivo/1", agentphonenumber="1001"))
    assert asterisk.members() == {}
    dave.send(command("agentlogin"))
    logged_on(alice)
    for client in (alice, erin):
        silent(client, command("agentlogout", agentids="xivo/1"))
        silent(client, command("queuepause", member="agent:xivo/1", queue="queue:xivo/all"))
    assert asterisk.members() == {"blue": ("PJSIP/1004", "0"), "red": ("PJSIP/1004", "0")}


def test_P072_P073_a_queue_member(alice, dave, asterisk):
    wanted = {"queue_name": "blue", "interface": "Agent/2001", "membership": "static", "status": "101", "paused": "0", "penalty": "0",
              "callstaken": "0", "lastcall": ""}
    assert alice.list_config("queuemembers", BLUE) == wanted
    assert alice.list_status("queuemembers", BLUE) == wanted
    dave.send(command("agentlogin"))
    logged_on(alice)
    assert alice.list_config("queuemembers", BLUE) == {**wanted, "status": "1"}
    assert alice.list_status("queuemembers", BLUE) == {**wanted, "status": "1"}


def test_T072_T073_P155_a_call_of_a_queue_counts(alice, dave, asterisk, exchange):
    assert alice.list_status("queuemembers", "SIP/1003,__switchboard")["status"] == "100"  # the exchange has no such member
    assert alice.list_status("queuemembers", BLUE)["status"] == "101"
    dave.send(command("agentlogin"))
    logged_on(alice)
    mark = alice.mark()
    exchange.console("call 1001 3002")
    alice.wait_for({"tid": RED, "config": {"status": "6"}}, after=mark)
    exchange.console("answer 1004")
    alice.wait_for({"listname": "agents", "tid": 1, "status": {"availability": "unavailable", "on_call_acd": True, "on_call": True}}, after=mark)
    exchange.console("hangup 1001")
    alice.wait_for({"listname": "agents", "tid": 1, "status": {"availability": "unavailable", "on_call_acd": False, "on_wrapup": True}}, after=mark)
    alice.wait_for({"listname": "agents", "tid": 1, "status": {"availability": "available", "on_wrapup": False}}, after=mark)
    assert [availability for _, availability in agents(alice, mark)] == ["unavailable", "unavailable", "available"]
    config = alice.list_config("queuemembers", RED)
    assert config["callstaken"] == "1" and re.fullmatch(r"[0-2]\d:[0-5]\d:[0-5]\d", config["lastcall"]), config


def test_P201_who_has_registered_hears_of_log_on_and_log_off_alone(alice, dave, asterisk):
    xivo = alice.ask({"class": "get_relations"})["data"]["xivo_uuid"]
    mark = alice.mark()
    alice.send({"class": "register_agent_status_update", "agent_ids": [[xivo, 1]]})
    alice.wait_for({"class": "agent_status_update", "data": {"agent_id": 1, "status": "logged_out"}}, after=mark)
    dave.send(command("agentlogin"))
    alice.wait_for({"class": "agent_status_update", "data": {"agent_id": 1, "status": "logged_in"}}, after=mark)
    dave.send(command("queuepause", member="agent:xivo/1", queue="queue:xivo/all"))
    alice.wait_for({"listname": "agents", "tid": 1, "status": {"availability": "unavailable"}}, after=mark)
    dave.send(command("agentlogout"))
    alice.wait_for({"listname": "agents", "tid": 1, "status": {"availability": "logged_out"}}, after=mark)
    alice.ask({"class": "keepalive"})
    assert [m["data"]["status"] for m in alice.all({"class": "agent_status_update"}, mark)] == ["logged_out", "logged_in", "logged_out"]
