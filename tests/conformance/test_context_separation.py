"""What is told of its own accord when contexts are separated: everything stays in the context it is about (protocol 6.9). alice, bob and
frank are in `default`, grace in `branch`, ivan has no line."""

import pytest
import yaml
from conformance.people import of_user, pushes
from conformance.store import opened
from e2e.ami_session import AmiSession
from e2e.desk import live
from support.cti_client import CtiClient
from support.server import DEMO, Server
from support.simulation import Simulation
from support.waiting import wait_until

GRACE = "7"


def demo_with(change_users=lambda users: users):
    everything = yaml.safe_load(DEMO.read_text())
    ivan = {"id": 9, "login": "ivan", "password": "ivan-demo", "firstname": "Ivan", "lastname": "Moreau", "profile": 3}
    everything["users"] = change_users([*everything["users"], ivan])
    return yaml.safe_dump(everything, allow_unicode=True, sort_keys=False)


@pytest.fixture(scope="module")
def server(exchange, tmp_path_factory):
    data = tmp_path_factory.mktemp("data") / "separated.yml"
    data.write_text(demo_with())
    with Server(exchange.account, data=data, cti={"context_separation": True}) as server:
        yield live(server)


@pytest.fixture
def log_in(server):
    clients = []

    def log_in(*users):
        for user in users:
            clients.append(CtiClient(server.address))
            clients[-1].login(user)
        for client in clients:
            client.ask({"class": "keepalive"})
        return clients[-len(users):]

    yield log_in
    for client in clients:
        client.close()


def heard(client, after):
    """What was pushed since, but for presences of others who come and go."""
    client.ask({"class": "keepalive"})
    return pushes(client, {}, after)


def test_P078_presences_stay_in_their_context(log_in):
    alice, bob, grace, ivan = log_in("alice", "bob", "grace", "ivan")
    marks = [client.mark() for client in (alice, bob, grace, ivan)]
    alice.send({"class": "availstate", "availstate": "away"})
    for client, mark in zip((alice, bob), marks):
        client.wait_for({**of_user("1", "updatestatus"), "status": {"availstate": "away"}}, after=mark)
    assert heard(grace, marks[2]) == [] and heard(ivan, marks[3]) == []
    marks = [client.mark() for client in (alice, bob, grace, ivan)]
    grace.send({"class": "availstate", "availstate": "away"})
    grace.wait_for({**of_user(GRACE, "updatestatus"), "status": {"availstate": "away"}}, after=marks[2])
    for client, mark in zip((alice, bob, ivan), (marks[0], marks[1], marks[3])):
        assert heard(client, mark) == []


def test_P078_services_stay_in_their_context(log_in):
    alice, bob, grace, ivan = log_in("alice", "bob", "grace", "ivan")
    marks = [client.mark() for client in (bob, grace, ivan)]
    for on in (True, False):
        alice.send({"class": "featuresput", "function": "enablednd", "value": on})
        bob.wait_for({**of_user("1", "updateconfig"), "config": {"enablednd": on}}, after=marks[0])
    assert heard(grace, marks[1]) == [] and heard(ivan, marks[2]) == []


def test_P078_P091_a_supervisor_reaches_the_own_context_only(log_in):
    frank, alice, grace = log_in("frank", "alice", "grace")
    marks = [client.mark() for client in (frank, alice, grace)]
    frank.send({"class": "featuresput", "function": "enablerecording", "value": True, "target": GRACE})
    for client, mark in zip((frank, alice, grace), marks):
        assert heard(client, mark) == []


def test_P078_states_of_lines_stay_in_their_context(log_in, exchange):
    alice, grace, ivan = log_in("alice", "grace", "ivan")
    marks = [client.mark() for client in (alice, grace, ivan)]
    exchange.console("unregister 1002")
    alice.wait_for({"listname": "phones", "tid": "2", "status": {"hintstatus": "4"}}, after=marks[0])
    exchange.console("register 1002")
    alice.wait_for({"listname": "phones", "tid": "2", "status": {"hintstatus": "0"}}, after=marks[0])
    assert heard(grace, marks[1]) == [] and heard(ivan, marks[2]) == []
    marks = [client.mark() for client in (alice, grace, ivan)]
    exchange.console("unregister 1007")
    grace.wait_for({"listname": "phones", "tid": "7", "status": {"hintstatus": "4"}}, after=marks[1])
    exchange.console("register 1007")
    grace.wait_for({"listname": "phones", "tid": "7", "status": {"hintstatus": "0"}}, after=marks[1])
    assert heard(alice, marks[0]) == [] and heard(ivan, marks[2]) == []


def test_P078_agents_queue_members_and_voicemails_stay_in_their_context(log_in, exchange):
    alice, grace, ivan = log_in("alice", "grace", "ivan")
    marks = [client.mark() for client in (alice, grace, ivan)]
    session = AmiSession(exchange.address, "crosspoint", Simulation.SECRET)
    session.ask("QueueAdd", Queue="blue", Interface="PJSIP/1004", MemberName="Agent/2001")
    alice.wait_for({"function": "updatestatus", "listname": "agents", "tid": 1}, after=marks[0])
    alice.wait_for({"function": "updateconfig", "listname": "queuemembers", "tid": "Agent/2001,blue"}, after=marks[0])
    session.ask("QueueRemove", Queue="blue", Interface="PJSIP/1004")
    alice.wait_for({"listname": "agents", "tid": 1, "status": {"availability": "logged_out"}}, after=marks[0])
    session.close()
    assert heard(grace, marks[1]) == [] and heard(ivan, marks[2]) == []


def register(server, client, users=(), lines=(), agents=()):
    with opened(server) as store:
        xivo = store.execute("SELECT xivo_uuid FROM server").fetchone()[0]
        uuids = [store.execute("SELECT uuid FROM users WHERE id = ?", (user,)).fetchone()[0] for user in users]
    client.send({"class": "register_user_status_update", "user_ids": [[xivo, uuid] for uuid in uuids] + [[xivo, user] for user in users]})
    client.send({"class": "register_endpoint_status_update", "endpoint_ids": [[xivo, line] for line in lines]})
    client.send({"class": "register_agent_status_update", "agent_ids": [[xivo, agent] for agent in agents]})


def test_P078_who_registers_for_another_context_is_told_nothing(server, log_in, exchange):
    alice, grace = log_in("alice", "grace")
    mark = grace.mark()
    register(server, grace, users=[1], lines=[1], agents=[1])
    assert heard(grace, mark) == []
    alice.send({"class": "availstate", "availstate": "outtolunch"})
    alice.wait_for({**of_user("1", "updatestatus"), "status": {"availstate": "outtolunch"}})
    exchange.console("unregister 1001")
    alice.wait_for({"listname": "phones", "tid": "1", "status": {"hintstatus": "4"}})
    exchange.console("register 1001")
    assert heard(grace, mark) == []


def test_P206_who_registers_for_the_own_context_is_told(server, log_in):
    (grace,) = log_in("grace")
    register(server, grace, users=[7], lines=[7])
    assert grace.wait_for({"class": "user_status_update"})["data"]["user_id"] == 7
    assert grace.wait_for({"class": "endpoint_status_update"})["data"]["endpoint_id"] == 7


def test_P078_a_user_who_moves_is_told_of_the_new_context_only(server, log_in):
    alice, bob, grace = log_in("alice", "bob", "grace")

    def move(context):
        file = server.directory / "moved.yml"
        change = {"users": [u for u in yaml.safe_load(DEMO.read_text())["users"] if u["login"] == "grace"]}
        change["users"][0]["lines"][0]["context"] = context
        file.write_text(yaml.safe_dump(change))
        result = server.run("import", str(file))
        assert result.returncode == 0, result.stdout + result.stderr

    mark = alice.mark()
    move("default")
    for listname in ("users", "phones"):
        assert alice.wait_for({"function": "addconfig", "listname": listname}, after=mark)["list"] == [GRACE]
    mark = grace.mark()
    bob.send({"class": "availstate", "availstate": "away"})
    grace.wait_for({**of_user("2", "updatestatus"), "status": {"availstate": "away"}}, after=mark)
    mark, own_mark = alice.mark(), grace.mark()
    move("branch")
    for listname in ("users", "phones"):
        assert alice.wait_for({"function": "delconfig", "listname": listname}, after=mark)["list"] == [GRACE]
        assert grace.wait_for({"function": "addconfig", "listname": listname}, after=own_mark)["list"] == [GRACE]
    mark = grace.mark()
    bob.send({"class": "availstate", "availstate": "available"})
    bob.wait_for({**of_user("2", "updatestatus"), "status": {"availstate": "available"}})
    assert heard(grace, mark) == []


def test_P175_conference_rooms_stay_in_their_context(log_in, exchange):
    alice, grace, ivan = log_in("alice", "grace", "ivan")
    rooms = [client.ask({"class": "subscribe", "message": "meetme_update"})["config"] for client in (alice, grace, ivan)]
    assert [list(config) for config in rooms] == [["4001"], [], []]
    marks = [client.mark() for client in (grace, ivan)]
    exchange.console("call 1001 4001")
    alice.wait_for({"class": "meetme_update", "config": {"4001": {"member_count": 1}}})
    mark = alice.mark()
    exchange.console("hangup 1001")
    alice.wait_for({"class": "meetme_update", "config": {"4001": {"member_count": 0}}}, after=mark)
    for client, mark in zip((grace, ivan), marks):
        assert client.hears_nothing({"class": "meetme_update"}, mark)


def test_P157_P163_queues_stay_in_their_context(server, log_in, exchange):
    read = server.log().count("the configuration was changed")
    with opened(server) as store:
        store.execute("INSERT INTO profile_rights (profile_id, position, granted) VALUES (3, 90, 'supervise'), (3, 91, 'switchboard')")
    wait_until(lambda: server.log().count("the configuration was changed") > read, what="the server has read the rights")
    grace, frank = log_in("grace", "frank")

    def figures(client):
        mark = client.mark()
        client.send({"class": "subscribetoqueuesstats"})
        client.ask({"class": "keepalive"})
        return {queue for message in client.all({"class": "getqueuesstats"}, mark) for queue in message["stats"]}

    assert (figures(frank), figures(grace)) == ({"1", "2", "3", "4"}, set())
    mark = grace.mark()
    grace.send({"class": "subscribe", "message": "queueentryupdate", "queueid": "1", "commandid": 1})
    asked = grace.ask({"class": "getqueuesstats", "on": {"1": {"window": "3600", "xqos": "60"}}})
    assert asked["stats"] == {}
    exchange.console("call 1001 3001")
    frank.wait_for({"class": "getqueuesstats", "stats": {"1": {"Xivo-WaitingCalls": 1}}})
    exchange.console("hangup 1001")
    assert grace.hears_nothing(lambda m: m["class"] == "queueentryupdate" or m.get("stats"), mark)
