"""Call sheets (protocol 7; rows P191 to P198) against the simulated exchange."""

import signal
import tempfile
from pathlib import Path

import pytest
import yaml
from conformance.sheets import Sheet
from conformance.test_calls import quiet
from e2e.desk import live
from support.cti_client import CtiClient
from support.fastagi import Question
from support.server import DEMO, Server, run
from support.waiting import wait_until

FORM = Path(tempfile.mkdtemp(prefix="crosspoint-form-")) / "ticket.ui"
FORM.write_text('<ui><widget class="QLabel" name="label"><string>{xivo-calleridnum} ]]> é &amp; {unknown}</string></widget></ui>')

AWKWARD = 'é 日本 & < > ]]> "quoted" ]]]]>> \'single\''

CONFIG = {
    "incoming": {"contexts": ["from-trunk"], "numbers": {"0033100000001": "1002@default", "0033100000003": "3001@default"}},
    "sheets": {
        "events": {
            "incomingdid": [{"display": "moment", "condition": "called"}],
            "dial": [
                {"display": "whole", "option": "eager", "condition": "called"},
                {"display": "moment", "option": "plain", "condition": "everybody"},
            ],
            "link": [{"display": "moment"}],
            "hangup": [{"display": "moment"}],
        },
        "displays": {
            "whole": {
                "sheet_qtui": f"file://{FORM}",
                "sheet_info": {
                    "10": {"title": 'Who & "why" <', "type": "title", "text": "{xivo-calleridname}", "default": "unknown"},
                    "20": {"title": "Number", "type": "phone", "text": "{xivo-calleridnum}"},
                    "30": {"title": "Plain", "type": "text", "text": AWKWARD},
                    "40": {"title": "None known", "type": "text", "text": "{db-no} and {dp-no}", "default": "nothing"},
                    "50": {"title": "None known, no default", "type": "text", "text": "{db-no}!"},
                    "60": {"title": "Mixed", "type": "url", "text": "http://x/?n={xivo-calleridnum}&m={db-no}", "default": "nothing"},
                    "70": {"title": "Hidden", "type": "text", "text": "x", "disabled": True},
                    "80": {"title": "", "type": "form", "text": "qtui"},
                    "12345": {"title": "Who", "type": "text", "text": "{db-firstname} {db-lastname}"},
                },
                "systray_info": {"10": {"title": "Called", "type": "title", "text": "{xivo-calledidname}"}},
                "action_info": {"10": {"title": "open", "type": "urlauto", "text": "http://crm/?n={xivo-calleridnum}&to={xivo-destid}"}},
            },
            "moment": {"sheet_info": {"10": {"type": "text", "text": "{xivo-where} {xivo-calleridnum} {xivo-did}"}}},
        },
        "options": {"eager": {"focus": True, "zip": True}, "plain": {"zip": False}},
        "conditions": {"called": {"whom": "dest"}, "everybody": {"whom": "all"}},
    },
}


@pytest.fixture(autouse=True)
def silence(exchange, observer):
    yield
    wait_until(lambda: quiet(exchange, observer), 10, every=0.05, what=lambda: f"all phones idle: {observer.hints()}")


def sheet(client, where, after=0, compressed=True):
    """The first sheet of an event."""

    def is_it(message):
        return message["class"] == "sheet" and message["compressed"] == compressed and Sheet(message).internal["where"] == where

    return Sheet(client.wait_for(is_it, within=8, after=after))


def test_P191_P192_P194_P195_P198_a_called_user_alone_sees_who_calls(exchange, alice, bob, observer):
    mark, other = bob.mark(), alice.mark()
    exchange.console("call 1001 1002")
    shown = sheet(bob, "dial", mark)
    assert alice.hears_nothing({"class": "sheet", "compressed": True}, other)
    assert shown.internal.items() >= {"ipbxid": "xivo", "where": "dial", "focus": "yes", "zip": "1"}.items()
    assert shown.internal["channel"].startswith("PJSIP/1001-") and shown.internal["uid"]
    by_order = {line[0]: line[1:] for line in shown.lines("sheet_info")}
    assert by_order["0010"][:2] == ('Who & "why" <', "title")
    assert by_order["0020"] == ("Number", "phone", "1001")
    assert by_order["0030"] == ("Plain", "text", AWKWARD)
    assert by_order["0040"][2] == "nothing"
    assert by_order["0050"][2] == "{db-no}!"
    assert by_order["0060"][2] == "http://x/?n=1001&m={db-no}"
    assert "0070" not in by_order
    assert by_order["12345"][2] == "Alice Martin"
    assert shown.lines("systray_info") == [("0010", "Called", "title", observer.list_config("users", "2")["fullname"])]
    assert shown.lines("action_info") == [("0010", "open", "urlauto", "http://crm/?n=1001&to=2")]
    assert shown.lines("sheet_qtui") == [("0010", "qtui", "None", FORM.read_text().replace("{xivo-calleridnum}", "1001"))]
    assert by_order["0080"] == ("", "form", "qtui")
    kinds = [element.tag for element in shown.elements]
    assert kinds.index("sheet_qtui") < kinds.index("sheet_info")


def test_P193_P197_everybody_sees_one_that_is_not_compressed(exchange, alice, bob, observer):
    marks = {client: client.mark() for client in (alice, bob, observer)}
    exchange.console("call 1001 1002")
    for client, mark in marks.items():
        shown = sheet(client, "dial", mark, compressed=False)
        assert shown.lines("sheet_qtui") == [("0010", "qtui", "None", "")], "the form of a model that has none"
        assert shown.internal["zip"] == "0" and shown.content() == ["dial 1001 {xivo-did}"]


def test_P196_each_moment_of_a_call_has_its_sheet_once(exchange, bob):
    mark = bob.mark()
    exchange.console("call 1001 1002")
    dialled = sheet(bob, "dial", mark)
    exchange.console("answer 1002")
    linked = sheet(bob, "link", mark)
    exchange.console("hangup 1002")
    ended = sheet(bob, "hangup", mark)
    assert dialled.internal["channel"] == linked.internal["channel"] == ended.internal["channel"], "clients change the sheet in place"
    bob.hears_nothing()
    assert [Sheet(m).internal["where"] for m in bob.all({"class": "sheet", "compressed": True}, mark)] == ["dial", "link", "hangup"]


def asked(server, number, uniqueid):
    """A call from outside has come to that number: what the dialplan is told to do with it."""
    with Question(server.agi_address, "did", number, channel="PJSIP/trunk-00000001", name="unknown", number="0033100000007",
                  uniqueid=uniqueid) as question:
        return question.variables()


def test_P196_P197_a_call_from_outside_has_its_number(server, alice, bob):
    mark, other = bob.mark(), alice.mark()
    assert asked(server, "0033100000001", "77.1") == {"XP_DEST": "1002@default"}
    assert sheet(bob, "incomingdid", mark).content() == ["incomingdid 0033100000007 0033100000001"]
    assert alice.hears_nothing({"class": "sheet"}, other)


def test_P197_one_to_a_queue_is_for_its_members(server, people, bob):
    members = {"alice": people.login("alice"), "bob": bob, "carol": people.login("carol")}
    marks = {name: client.mark() for name, client in members.items()}
    asked(server, "0033100000003", "77.2")
    got = {name for name, client in members.items() if not client.hears_nothing({"class": "sheet"}, marks[name])}
    assert got == members_of_queue("3001", members)


def members_of_queue(number, logins):
    """Those of the users who take its calls, as agents or with a line."""
    demo = yaml.safe_load(DEMO.read_text())
    queue = next(queue for queue in demo["queues"] if str(queue["number"]) == number)
    own = {user["login"]: user for user in demo["users"] if user.get("login") in logins}
    return {login for login, user in own.items()
            if user.get("agent") in queue.get("agents", []) or {line["id"] for line in user["lines"]} & set(queue.get("lines", []))}


def test_P191_without_configuration_a_called_user_sees_the_usual(exchange):
    with Server(exchange.account) as server:
        live(server)
        client = CtiClient(server.address)
        client.login("bob")
        exchange.console("call 1001 1002")
        shown = sheet(client, "dial")
        assert [line[2:] for line in shown.lines("sheet_info")][1:] == [("text", "1001"), ("text", "internal")]
        assert shown.lines("sheet_info")[0][2] == "title" and [line[2] for line in shown.lines("systray_info")] == ["title", "body", "body"]
        # What is told to read its settings again shows other sheets at once.
        server.configure(sheets={"events": {"link": [{"display": "d"}]}, "displays": {"d": {"sheet_info": {"1": {"type": "text", "text": "new"}}}}})
        server.signal(signal.SIGHUP)

        def shows_the_new_one():
            for command in ("hangup 1002", "call 1001 1002", "answer 1002"):
                exchange.console(command)
            return client.all(lambda m: m["class"] == "sheet" and Sheet(m).content() == ["new"])

        wait_until(shows_the_new_one, 10, every=0.5, what="a sheet of the new configuration")
        client.close()


def test_P195_faults_of_sheets_are_named_with_their_lines(server):
    broken = Path(server.directory) / "broken.yml"
    broken.write_text("exchange: {secret: x}\nsheets:\n  events:\n    dial: [{display: none}]\n")
    result = server.run("check-config")
    assert result.returncode == 0, result.stderr
    result = run(broken, "check-config")
    assert result.returncode == 1 and "broken.yml:4:22: display: found 'none'" in result.stderr
