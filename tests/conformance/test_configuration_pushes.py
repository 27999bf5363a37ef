"""What an import into the store of a running server tells its clients (protocol 6.9, 6.10, S09 to S12)."""

import pytest
import yaml
from conformance.people import pushes
from support.cti_client import CtiClient
from support.server import DEMO, Server

NEW_QUEUE = {"id": 9, "name": "green", "display_name": "Green", "number": "3005", "context": "default"}


def import_with(server, **changes):
    """Imports the demo, some of its lists changed, in place of everything that is stored."""
    file = server.directory / "changed.yml"
    file.write_text(yaml.safe_dump({**yaml.safe_load(DEMO.read_text()), **changes}, allow_unicode=True))
    result = server.run("import", "--replace", str(file))
    assert result.returncode == 0, result.stdout + result.stderr


def demo(listname):
    return yaml.safe_load(DEMO.read_text())[listname]


@pytest.fixture(scope="module")
def server():
    with Server() as server:
        yield server


def queue(function):
    return lambda m: m["class"] == "getlist" and m["listname"] == "queues" and m["function"] == function and "replyid" not in m


def test_P079_P080_P081_a_queue_is_made_renamed_and_deleted(people, alice, observer):
    """One story: each step needs the one before."""
    watchers = [alice, observer]

    def told(function, marks):
        return [client.wait_for(queue(function), within=5, after=mark) for client, mark in zip(watchers, marks)]

    marks = [client.mark() for client in watchers]
    import_with(people.server, queues=demo("queues") + [NEW_QUEUE])
    for message in told("addconfig", marks):
        assert {k: v for k, v in message.items() if k != "timenow"} == {
            "class": "getlist",
            "function": "addconfig",
            "listname": "queues",
            "tipbxid": "xivo",
            "list": ["9"],
        }
    assert alice.list_config("queues", "9") == {"name": "green", "displayname": "Green", "context": "default", "number": "3005"}
    assert "9" in alice.list_ids("queues")

    marks = [client.mark() for client in watchers]
    import_with(people.server, queues=demo("queues") + [{**NEW_QUEUE, "display_name": "Emerald"}])
    for message in told("updateconfig", marks):
        assert {k: v for k, v in message.items() if k != "timenow"} == {
            "class": "getlist",
            "function": "updateconfig",
            "listname": "queues",
            "tipbxid": "xivo",
            "tid": "9",
            "config": {"name": "green", "displayname": "Emerald", "context": "default", "number": "3005"},
        }

    marks = [client.mark() for client in watchers]
    import_with(people.server)
    for message in told("delconfig", marks):
        assert {k: v for k, v in message.items() if k != "timenow"} == {
            "class": "getlist",
            "function": "delconfig",
            "listname": "queues",
            "tipbxid": "xivo",
            "list": ["9"],
        }
    assert alice.list_config("queues", "9") == {}
    assert "9" not in alice.list_ids("queues")

    # What has not changed was not told.
    for client in watchers:
        told_of = [m for m in pushes(client, {"class": "getlist"}) if m["listname"] not in ("queues", "users")]
        assert told_of == []
        assert {tid for m in pushes(client, {"listname": "queues"}) for tid in m.get("list", [m.get("tid")])} == {"9"}


def test_P079_P080_users_and_their_phones_come_and_go(people, alice):
    mark = alice.mark()
    user = {"id": 9, "login": "ivan", "firstname": "Ivan", "lastname": "Moreau", "profile": 3}
    import_with(people.server, users=demo("users") + [user])
    assert alice.wait_for({"function": "addconfig", "listname": "users"}, after=mark)["list"] == ["9"]
    assert alice.list_config("users", "9")["fullname"] == "Ivan Moreau"
    assert alice.list_status("users", "9") == {"availstate": "disconnected", "connection": None}
    import_with(people.server)
    assert alice.wait_for({"function": "delconfig", "listname": "users"}, after=mark)["list"] == ["9"]
    assert alice.list_config("users", "9") == {}


def test_P081_a_renamed_user_is_told_with_all_keys(people, alice):
    mark = alice.mark()
    users = [{**u, "lastname": "Stone-Bridge"} if u["login"] == "bob" else u for u in demo("users")]
    import_with(people.server, users=users)
    message = alice.wait_for({"function": "updateconfig", "listname": "users", "tid": "2"}, after=mark)
    assert message["config"]["fullname"] == "Bob Stone-Bridge"
    assert {"firstname", "lastname", "fullname", "linelist", "voicemailid", "agentid", "mobilephonenumber"} <= set(message["config"])
    assert {m["tid"] for m in pushes(alice, {"function": "updateconfig", "listname": "users"}, mark)} == {"2"}
    import_with(people.server)
    alice.wait_for(lambda m: m.get("tid") == "2" and m.get("config", {}).get("lastname") == "Stone", after=mark)


# -- context separation


@pytest.fixture(scope="module")
def separated():
    with Server(cti={"context_separation": True}) as server:
        import_with(server, users=demo("users") + [{"id": 9, "login": "ivan", "firstname": "Ivan", "lastname": "Moreau", "profile": 3}])
        assert server.run("user", "passwd", "ivan", stdin="ivan-demo\n").returncode == 0
        yield server


@pytest.fixture
def log_in(separated):
    clients = []

    def log_in(user):
        clients.append(CtiClient(separated.address))
        clients[-1].login(user)
        return clients[-1]

    yield log_in
    for client in clients:
        client.close()


LISTS = ["users", "phones", "agents", "queues", "voicemails", "meetmes"]


def test_P078_a_user_sees_the_elements_of_the_own_context_only(log_in):
    alice, grace, ivan = log_in("alice"), log_in("grace"), log_in("ivan")
    assert set(alice.list_ids("users")) >= {"1", "2", "3", "4", "5", "6"} and "7" not in alice.list_ids("users")
    assert grace.list_ids("users") == ["7"]
    phone = grace.list_ids("phones")
    assert len(phone) == 1 and len(alice.list_ids("phones")) == 6 and phone[0] not in alice.list_ids("phones")
    for listname in LISTS:
        assert ivan.list_ids(listname) == [], listname
        if listname not in ("users", "phones"):
            assert grace.list_ids(listname) == [] and alice.list_ids(listname) != [], listname


def test_P078_what_is_hidden_has_no_configuration(log_in):
    alice, grace, ivan = log_in("alice"), log_in("grace"), log_in("ivan")
    assert alice.list_config("users", "7") == {} and grace.list_config("users", "7")["firstname"] == "Grace"
    assert grace.list_config("users", "1") == {} and grace.list_config("queues", "1") == {}
    assert alice.list_config("phones", grace.list_ids("phones")[0]) == {}
    for listname in LISTS:
        assert ivan.list_config(listname, "1") == {}, listname


def test_P078_configuration_is_told_in_its_own_context_only(separated, log_in):
    alice, grace, ivan = log_in("alice"), log_in("grace"), log_in("ivan")
    marks = [client.mark() for client in (alice, grace, ivan)]
    users = demo("users") + [{"id": 9, "login": "ivan", "firstname": "Ivan", "lastname": "Moreau", "profile": 3}]
    import_with(separated, users=users, queues=demo("queues") + [{**NEW_QUEUE, "context": "branch"}])
    grace.wait_for(lambda m: queue("addconfig")(m) and m["list"] == ["9"], after=marks[1])
    assert alice.hears_nothing({"listname": "queues"}, marks[0]) and ivan.hears_nothing({"listname": "queues"}, marks[2])
    import_with(separated, users=users)
    grace.wait_for(lambda m: queue("delconfig")(m) and m["list"] == ["9"], after=marks[1])
    assert alice.hears_nothing({"listname": "queues"}, marks[0]) and ivan.hears_nothing({"listname": "queues"}, marks[2])


def test_P078_without_the_switch_everybody_sees_everything(alice, people):
    assert "7" in alice.list_ids("users")
    assert "1" in people.login("grace").list_ids("users")
