"""What users may do whose profile says nothing of rights, as profiles for other servers of the protocol do (docs/rulings.md)."""

import pytest
import yaml
from conformance.people import answered_until_keepalive, of_user, pushes
from e2e.desk import live
from support.server import DEMO, Server


@pytest.fixture(scope="module")
def server(exchange, tmp_path_factory):
    everything = yaml.safe_load(DEMO.read_text())
    for profile in everything["profiles"]:
        del profile["rights"]
    file = tmp_path_factory.mktemp("data") / "without-rights.yml"
    file.write_text(yaml.safe_dump(everything, allow_unicode=True, sort_keys=False))
    with Server(exchange.account, data=file) as server:
        yield live(server)


def test_own_presence_and_services(alice, observer):
    mark = observer.mark()
    alice.send({"class": "availstate", "availstate": "away", "ipbxid": "xivo", "userid": "1"})
    observer.wait_for({**of_user("1", "updatestatus"), "status": {"availstate": "away"}}, after=mark)
    alice.send({"class": "featuresput", "function": "fwd", "value": {"destunc": "1002", "enableunc": True}})
    observer.wait_for({**of_user("1", "updateconfig"), "config": {"destunc": "1002", "enableunc": True}}, after=mark)
    alice.send({"class": "featuresput", "function": "fwd", "value": {"destunc": "", "enableunc": False}})
    observer.wait_for({**of_user("1", "updateconfig"), "config": {"enableunc": False}}, after=mark)


def test_own_calls(alice):
    phones, mark = alice.phones(), alice.mark()
    assert alice.ask({"class": "ipbxcommand", "command": "dial", "destination": "exten:xivo/1002"})["class"] == "dial_success"
    alice.send({"class": "hangup"})
    alice.wait_for(lambda m: m.get("tid") == phones["1001"] and m.get("status") == {"hintstatus": "0"}, after=mark)
    mark = alice.mark()
    for transfer in ("direct_transfer", "attended_transfer"):
        alice.send({"class": transfer, "number": "1003"})
    assert answered_until_keepalive(alice, mark) == [], "without a call nothing is transferred, which is no error"
    assert alice.ask({"class": "faxsend", "destination": "0033100000009", "data": ""})["class"] == "faxsend"


def test_the_own_agent_and_no_other(people, observer):
    dave, mark = people.login("dave"), observer.mark()
    dave.send({"class": "ipbxcommand", "command": "agentlogin", "agentids": "agent:special:me"})
    observer.wait_for({"listname": "agents", "status": {"availability": "available"}}, after=mark)
    alice, mark = people.login("alice"), observer.mark()
    alice.send({"class": "ipbxcommand", "command": "agentlogout", "agentids": "xivo/1"})
    alice.send({"class": "ipbxcommand", "command": "queueremove", "member": "agent:xivo/1", "queue": "queue:xivo/1"})
    alice.send({"class": "featuresput", "function": "enablerecording", "value": True, "target": "2"})
    assert answered_until_keepalive(alice, alice.mark()) == []
    answered_until_keepalive(observer, mark)
    assert not pushes(observer, {"listname": "agents"}, mark) and not pushes(observer, {"listname": "queuemembers"}, mark)
    assert not pushes(observer, of_user("2", "updateconfig"), mark)
    dave.send({"class": "ipbxcommand", "command": "agentlogout", "agentids": "agent:special:me"})
    observer.wait_for({"listname": "agents", "status": {"availability": "logged_out"}}, after=mark)


def test_the_figures_of_queues_have_to_be_granted(alice):
    mark = alice.mark()
    alice.send({"class": "subscribetoqueuesstats", "commandid": 1})
    assert answered_until_keepalive(alice, mark) == []


def test_an_export_is_imported_again_without_a_change(server):
    exported = server.run("export")
    assert exported.returncode == 0 and "rights: [own_settings, dial, hang_up, transfer, fax, own_agent]" in exported.stdout
    file = server.directory / "exported.yml"
    file.write_text(exported.stdout)
    again = server.run("import", "--replace", str(file))
    assert (again.returncode, again.stdout) == (0, "nothing changed\n"), again.stderr
