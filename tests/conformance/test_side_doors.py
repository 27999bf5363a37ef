"""The side doors on loopback: change notices and the info console (protocol 1.9)."""

import re
import socket
import time

import pytest
import yaml
from support.cti_client import CtiClient
from support.server import DEMO, Server
from support.side_door import CONSOLE, NOTICES, Door
from support.waiting import wait_until


def import_queues(server, queues):
    file = server.directory / "queues.yml"
    file.write_text(yaml.safe_dump({"queues": queues}))
    result = server.run("import", str(file))
    assert result.returncode == 0, result.stdout + result.stderr


def test_a_notice_is_answered_and_errors_say_what_is_expected(server):
    with Door(server, NOTICES) as door:
        for notice in ("xivo[user,edit,1]", "xivo[queue,add,9]", "xivo[agent,delete,2]", "xivo[phone,enable,4]", "xivo[voicemail,disable,1]",
                       "xivo[cticonfig,update]", "xivo[queuemember,update]"):
            assert door.ask(notice) == ["OK"], notice
        for other in ("hello", "xivo[user,edit]", "xivo[user,paint,1]", "xivo[cticonfig,edit]", "help"):
            (answer,) = door.ask(other)
            assert answer.startswith("error: expected xivo["), other
        assert door.ask("xivo[user,edit,1]\r") == ["OK"]


def test_P079_P080_a_notice_makes_changes_known_at_once(server, alice):
    """Sooner than the server would find them by itself, each time."""
    new = {"id": 9, "name": "green", "display_name": "Green", "number": "3005"}
    with Door(server, NOTICES) as door:
        mark = alice.mark()
        import_queues(server, [new])
        assert door.ask("xivo[queue,add,9]") == ["OK"]
        assert alice.wait_for({"function": "addconfig", "listname": "queues"}, after=mark)["list"] == ["9"]
        mark = alice.mark()
        import_queues(server, [{**new, "display_name": "Emerald"}])
        assert door.ask("xivo[queue,edit,9]") == ["OK"]
        assert alice.wait_for({"function": "updateconfig", "tid": "9"}, after=mark)["config"]["displayname"] == "Emerald"
    mark = alice.mark()
    result = server.run("import", "--replace", str(DEMO))
    assert result.returncode == 0, result.stdout + result.stderr
    assert alice.wait_for({"function": "delconfig", "listname": "queues"}, after=mark)["list"] == ["9"]  # without a notice, too


def test_notices_may_come_all_at_once_and_the_sender_may_leave(server):
    door = Door(server, NOTICES)
    door.socket.sendall(b"xivo[user,edit,1]\n\nnothing\nxivo[cticonfig,update]\n")
    door.socket.shutdown(socket.SHUT_WR)
    answers = door.stream.read().decode().splitlines()
    assert [answer[:5] for answer in answers] == ["OK", "error", "OK"]
    door.close()


def test_the_console_tells_what_it_understands(server):
    with Door(server, CONSOLE) as console:
        *lines, end = console.ask("help")
        assert end == "OK"
        assert [line.split()[0] for line in lines] == ["help", "showlist", "clients", "disc", "register", "exchange", "drift"]
        assert console.ask("dance") == ["error: no such command, see `help`"]
        assert console.ask("disc") == ["error: expected `disc CLIENT`"]
        assert console.ask("help me")[-1].startswith("error: ")


def test_showlist_tells_lists_elements_and_their_status(server, alice):
    with Door(server, CONSOLE) as console:
        counts = dict(line.split() for line in console.ask("showlist")[:-1])
        assert counts == {"users": "8", "phones": "7", "agents": "2", "queues": "4", "voicemails": "2", "queuemembers": "4", "meetmes": "1"}
        *users, end = console.ask("showlist users")
        assert end == "OK" and len(users) == 8
        assert users[0].startswith('users 1 {"firstname":"Alice",') and '"availstate":"available","connection":"yes"' in users[0]
        assert console.ask("showlist phones 2")[:-1] == [
            'phones 2 {"number":"1002","identity":"SIP/1002","iduserfeatures":2,"allowtransfer":null,"initialized":null} {"hintstatus":"0"}'
        ]
        assert console.ask("showlist parrots") == ["error: there is no such list, see `showlist`"]
        assert console.ask("showlist users 99") == ["OK"]


def test_the_console_knows_clients_and_sends_one_away(server, people, alice, bob):
    with Door(server, CONSOLE) as console:
        people.connect().send({"class": "login_id", "userlogin": "\x1b[31mmallory", "xivoversion": "2.2"})
        people.clients[-1].wait_for({"class": "login_id"})
        clients = [line.split(" ", 2) for line in console.ask("clients")[:-1]]
        assert [rest.split(" ")[0] if name != "(not" else name for _, name, rest in clients].count("(not") == 1
        (number,) = [number for number, name, rest in clients if name == "alice" and rest == "127.0.0.1 in clear"]
        assert console.ask(f"disc {number}") == ["OK"]
        alice.wait_for({"class": "disconnect", "type": "force"})
        alice.wait_closed()
        bob.ask({"class": "keepalive"})
        for nobody in (number, "0", "x", "-1"):
            assert console.ask(f"disc {nobody}") == ["error: there is no such client, see `clients`"]
        alice.user_id = None  # has left already
    wait_until(lambda: bob.list_status("users", "1")["connection"] is None, what="alice gone")


def test_register_brings_what_is_logged(server, people):
    with Door(server, CONSOLE) as console:
        assert console.ask("register") == ["OK"]
        carol = people.login("carol")
        assert re.fullmatch(r"client \d+ \(carol\) from 127.0.0.1 is logged in", console.line())
        carol.close()
        assert "(carol) from 127.0.0.1 has gone" in console.line()
        assert console.ask("drift")[-1] == "OK"


def test_the_console_tells_of_the_exchange_and_of_drift(server):
    with Door(server, CONSOLE) as console:
        lines = dict(line.split(" ", 1) for line in console.ask("exchange")[:-1])
        assert re.fullmatch(r"live for \d+ s", lines["link"])
        assert lines["queues"] == "4" and lines["hints"] == "8" and lines["version"] and lines["started"]
        assert console.ask("drift") == ["repaired 0", "OK"]


def test_without_an_exchange_the_console_says_so():
    with Server() as server, Door(server, CONSOLE) as console:
        assert console.ask("exchange")[0] == "link connecting"


@pytest.mark.parametrize("name", [NOTICES, CONSOLE])
def test_a_line_that_is_too_long_ends_the_connection(server, name):
    with Door(server, name) as door:
        door.send("x" * 1024)
        assert door.line().startswith("error: ")
        door.send("x" * 1025)
        assert door.line() == "error: the line is too long"
        assert door.stream.read() == b""


@pytest.mark.parametrize("name", [NOTICES, CONSOLE])
def test_a_browser_is_shown_the_door(server, name, alice):
    """A page on the web can make a browser send lines to its own machine."""
    with Door(server, name) as door:
        door.send("POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\ndisc 1\r\n")
        try:
            assert door.stream.read() == b""
        except ConnectionResetError:
            pass
    alice.ask({"class": "keepalive"})


@pytest.mark.parametrize("name", [NOTICES, CONSOLE])
def test_twenty_visitors_at_a_time_and_no_more(server, name):
    question = "help" if name == CONSOLE else "xivo[cticonfig,update]"
    doors = [Door(server, name) for _ in range(20)]
    assert all(door.ask(question)[-1] == "OK" for door in doors)
    late = Door(server, name)
    assert late.stream.read() == b""
    doors.pop().close()

    def welcome():
        with Door(server, name) as door:
            try:
                return door.ask(question)[-1] == "OK"
            except OSError:
                return False

    wait_until(welcome, what="a place that has become free")
    for door in (*doors, late):
        door.close()


def test_what_is_switched_off_is_not_there():
    with Server(notices={"enabled": False}, console={"enabled": False}) as server:
        assert NOTICES not in server.log() and CONSOLE not in server.log()
        CtiClient(server.address).close()


def test_a_visitor_who_does_not_read_slows_nobody(server, alice):
    with Door(server, CONSOLE) as console:
        console.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        console.socket.setblocking(False)
        end = time.monotonic() + 0.5
        while time.monotonic() < end:
            try:
                console.socket.send(b"showlist users\n" * 20)
            except (BlockingIOError, ConnectionError):
                break
        begin = time.monotonic()
        alice.ask({"class": "keepalive"})
        assert time.monotonic() - begin < 1
