"""Leaving, the second connection of a user, and the small requests (protocol 3.6, C05 to C07, C70, S38, S39)."""

import socket
import struct

import pytest
from conformance.people import NEVER_SENT, answered_until_keepalive, of_user, pushes
from support.server import DEMO
from support.waiting import TooLate, wait_until


def states_of(client, user, after):
    return [m["status"]["availstate"] for m in pushes(client, of_user(user, "updatestatus"), after)]


def wait_for_state(client, user, state, after):
    client.wait_for(lambda m: "replyid" not in m and m.get("tid") == user and m.get("status") == {"availstate": state}, after=after)


def test_P051_logout_is_told_to_all_and_leaves_the_socket_open(alice, bob, observer):
    marks = [(client, client.mark()) for client in (bob, observer)]
    mark = alice.mark()
    alice.send({"class": "logout", "stopper": "quit", "commandid": 51})
    for client, since in marks:
        wait_for_state(client, "1", "disconnected", since)
        assert states_of(client, "1", since) == ["disconnected"]
    with pytest.raises(TooLate):
        alice.wait_closed(within=0.5)
    assert not alice.all({"replyid": 51}, mark) and not alice.all({"class": "logout"}, mark)
    assert observer.list_status("users", "1")["availstate"] == "disconnected"


def test_P051_the_stopper_is_optional(alice, observer):
    mark = observer.mark()
    alice.send({"class": "logout"})
    wait_for_state(observer, "1", "disconnected", mark)


@pytest.mark.parametrize("abruptly", [False, True], ids=["closed", "reset"])
def test_P052_a_lost_connection_is_told_to_the_others(people, bob, observer, abruptly):
    client = people.login("alice")
    marks = [(other, other.mark()) for other in (bob, observer)]
    if abruptly:
        client.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.close()
    for other, mark in marks:
        wait_for_state(other, "1", "disconnected", mark)
        other.ask({"class": "keepalive"})
        # Only the presence: no action of it is run, and nothing else has changed.
        assert [(m["function"], m.get("status")) for m in pushes(other, after=mark)] == [("updatestatus", {"availstate": "disconnected"})]
    assert observer.list_status("users", "1") == {"availstate": "disconnected", "connection": None}


def test_P052_an_unfinished_line_is_dropped_with_its_connection(people, observer):
    client, mark = people.login("alice"), observer.mark()
    client.send_bytes(b'{"class":"availstate","availstate":"away"}')
    client.close()
    wait_for_state(observer, "1", "disconnected", mark)
    assert states_of(observer, "1", mark) == ["disconnected"]


def test_P052_what_was_said_before_the_end_counts(people, observer):
    client, mark = people.login("alice"), observer.mark()
    client.send_bytes(b'{"class":"availstate","availstate":"away"}\n')
    client.close()
    wait_for_state(observer, "1", "disconnected", mark)
    assert states_of(observer, "1", mark) == ["away", "disconnected"]


def test_P053_the_presence_goes_with_the_last_connection(people, observer):
    first, second = people.login("alice", state="away"), people.login("alice", state="away")
    mark = observer.mark()
    first.close()
    with pytest.raises(TooLate):
        wait_for_quiet(observer, mark)
    assert observer.list_status("users", "1") == {"availstate": "away", "connection": "yes"}
    assert states_of(observer, "1", mark) == []
    assert second.ask({"class": "keepalive"})
    second.close()
    wait_for_state(observer, "1", "disconnected", mark)
    assert states_of(observer, "1", mark) == ["disconnected"]
    assert observer.list_status("users", "1")["connection"] is None


def wait_for_quiet(observer, mark):
    """Gives a wrong push half a second to arrive; TooLate, as it should be, when there is none."""
    observer.wait_for(of_user("1", "updatestatus"), within=0.5, after=mark)


def test_P053_both_connections_are_told_everything(people, observer):
    first, second = people.login("alice"), people.login("alice")
    marks = [(client, client.mark()) for client in (first, second, observer)]
    first.send({"class": "availstate", "availstate": "away"})
    for client, mark in marks:
        wait_for_state(client, "1", "away", mark)


def test_P054_keepalive(alice):
    answer = alice.ask({"class": "keepalive"})
    assert set(answer) == {"class", "replyid", "timenow"} and answer["class"] == "keepalive"


def test_P055_getipbxlist(alice):
    answer = alice.ask({"class": "getipbxlist"})
    assert set(answer) == {"class", "replyid", "timenow", "ipbxlist"} and answer["class"] == "getipbxlist"
    assert answer["ipbxlist"] == ["xivo"]


REMOVED = [
    {"class": "parking"},
    {"class": "getlist", "function": "listid", "listname": "channels", "tipbxid": "xivo"},
    {"class": "getlist", "function": "updatestatus", "listname": "channels", "tid": "SIP/1001-00000001", "tipbxid": "xivo"},
    {"class": "ipbxcommand", "command": "originate", "source": "user:special:me", "destination": "exten:xivo/1002"},
    {"class": "ipbxcommand", "command": "transfer", "source": "chan:special:me", "destination": "1003"},
    {"class": "ipbxcommand", "command": "atxfer", "source": "chan:special:me", "destination": "1003"},
    {"class": "ipbxcommand", "command": "hangup", "source": "chan:special:me"},
    {"class": "ipbxcommand", "command": "mailboxcount"},
    {"class": "ipbxcommand", "command": "record", "subcommand": "start"},
    {"class": "ipbxcommand", "command": "sipnotify", "variables": {}},
    {"class": "logfromclient", "message": "hello"},
    {"class": "filetransfer", "command": "get_announce"},
    {"class": "actionfiche", "infos": {"buttonname": "saveandclose", "variables": {"XIVOFORM_ticket": "4711"}}},
    {"class": "unhold_switchboard", "unique_id": "1.1"},
    {"class": "invite_confroom", "invitee": "user:xivo/2"},
    {"class": "featuresget"},
]


@pytest.mark.parametrize("message", REMOVED, ids=lambda m: m.get("command") or m["class"])
def test_P211_a_removed_message_is_ignored(alice, bob, message):
    mark, seen_by_bob = alice.mark(), bob.mark()
    alice.send({**message, "commandid": 211}, described=False)
    assert answered_until_keepalive(alice, mark) == []
    assert bob.hears_nothing(after=seen_by_bob)


def test_P212_a_removed_user_is_told_not_to_come_back(people, server, observer):
    """The account is removed and put back, so that the tests after this one find the demo as it was."""
    first, second, other = people.login("grace"), people.login("grace"), people.login("alice")
    marks = [(client, client.mark()) for client in (first, second, other)]
    try:
        result = server.run("user", "remove", "grace")
        assert result.returncode == 0, result.stderr
        for client, mark in marks[:2]:
            client.wait_closed()
            said = client.all({"class": "disconnect"}, mark)
            assert [{**m, "timenow": 0} for m in said] == [{"class": "disconnect", "type": "force", "timenow": 0}]
            assert client.messages[-1] == said[0], "the last word"
            client.user_id = None
        assert not other.all({"class": "disconnect"}) and other.ask({"class": "keepalive"})
    finally:
        assert server.run("import", "--replace", str(DEMO)).returncode == 0
        wait_until(lambda: "7" in observer.list_ids("users"), what="grace is back")


def test_P213_what_must_not_be_sent_is_never_sent(people, observer):
    client, other = people.login("alice"), people.login("bob")
    for number, message in enumerate(
        [
            {"class": "featuresput", "function": "enablednd", "value": True},
            {"class": "featuresput", "function": "enablevoicemail", "value": True},
            {"class": "availstate", "availstate": "away"},
            {"class": "ipbxcommand", "command": "listen", "destination": "xivo/1", "subcommand": "start"},
            {"class": "ipbxcommand", "command": "agentlogin"},
            {"class": "ipbxcommand", "command": "dial", "destination": "fridge:xivo/1"},
            {"class": "hangup"},
            *REMOVED,
        ]
    ):
        client.send({**message, "commandid": number}, described=False)
    client.ask({"class": "keepalive"})
    client.send({"class": "logout"})
    wait_for_state(other, "1", "disconnected", 0)
    for connection in (client, other, observer):
        classes = {m["class"] for m in connection.messages}
        assert not classes & (NEVER_SENT | {"disconnect"}), classes
        assert b"<ui version=" not in connection.raw
