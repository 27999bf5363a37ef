"""Callers and clients who write what means something to Asterisk, on real exchanges that would carry it out: the modules that write
files and set global variables from the dialplan are loaded, and the account may write `system`."""

import re
import shutil
import tempfile
from pathlib import Path

import pytest
from conftest import start
from desk import Desk, live
from sip_call import Call
from sip_phone import Phone
from support.server import Server
from support.tcp_proxy import TcpProxy
from support.waiting import wait_until

# The user part of a SIP address may hold all of these (RFC 3261, user-unreserved and escapes).
NUMBERS = [
    "1,FILE({file})=written,GLOBAL(EVIL)=1,Z=1",
    "1002&Local/9004%40default",
    "%22%3e,FILE({file})=written,%22",
    "$%7bFILE({file},0)%7d",
    "%0d%0aAction:%20Originate",
]
NAMES = ['A, FILE({file})=written, B', "O'Brien (x) [y]; ${{EVIL}}", 'C\\", FILE({file})=written, \\"']


def variables(header):
    """The pairs that Asterisk makes of a header Variable: cut at commas; quotes and backslashes go, brackets protect."""
    pairs, depth, quoted, at = [""], 0, False, 0
    while at < len(header):
        c = header[at]
        if c == "\\":
            at += 1
            pairs[-1] += header[at : at + 1]
        elif c == '"':
            quoted = not quoted
        elif c == "," and not depth and not quoted:
            pairs.append("")
        else:
            depth += (c in "([") - (c in ")]" and depth > 0)
            pairs[-1] += c
        at += 1
    return pairs


def look_at(sent):
    """Every action that went to the exchange: nothing in it means more than itself."""
    actions = bytes(sent).decode().split("\r\n\r\n")
    assert not actions[-1]
    for action in filter(None, actions):
        lines = [line.partition(": ") for line in action.split("\r\n")]
        assert lines[0][0] == "Action" and lines[0][2] not in ("Command", "System"), action
        for name, _, value in lines:
            assert re.fullmatch(r"[A-Za-z0-9]+", name) and value.isprintable(), action
            if name == "Variable" and lines[0][2] not in ("Getvar", "Setvar"):
                assert len(variables(value)) == 1 and re.match(r"(XP_[A-Z_]+|PJSIP_HEADER\(add,[\w-]+\)|Event|Content(-type)?)=", value), action
            if name in ("Exten", "ExtraExten"):
                assert re.fullmatch(r"[\w.+*#-]+", value), action
            if name in ("Data", "Value", "Channel", "Interface") or (name == "Variable" and lines[0][2] in ("Getvar", "Setvar")):
                assert not re.search(r"""[&|^"'\\$`{}]""", value), action
            if name == "CallerID":
                assert re.fullmatch(r'"[^"\\]*" <[\w*#+]*>', value), action


@pytest.fixture(scope="module", params=["asterisk16", "asterisk22"])
def trap(request):
    """An exchange on which what slips through would be seen, and a server that speaks to it through a proxy."""
    exchange = start(request.param)
    for module in ("func_env.so", "func_global.so"):
        exchange.asterisk.cli(f"module load {module}")
    assert "FILE" in exchange.asterisk.cli("core show function FILE") and "GLOBAL" in exchange.asterisk.cli("core show function GLOBAL")
    proxy = TcpProxy(exchange.address)
    with Server((*proxy.address, exchange.asterisk.secret), agi=exchange.agi) as server:
        trap = Trap(exchange, live(server), proxy)
        yield trap
        shutil.rmtree(trap.folder)
    proxy.close()
    exchange.stop()


class Trap(Desk):
    def __init__(self, exchange, server, proxy):
        super().__init__(exchange, server)
        self.proxy = proxy
        self.folder = Path(tempfile.mkdtemp(prefix="x", dir="/tmp"))  # short: Asterisk cuts a number after 79 characters
        self.folder.chmod(0o777)  # Asterisk does not run as root
        self.file = self.folder / "w"
        self.globals = self.all_globals()

    def all_globals(self):
        return self.exchange.asterisk.cli("dialplan show globals")

    def is_unsprung(self):
        assert not self.file.exists(), self.file.read_text()
        assert self.all_globals() == self.globals
        look_at(self.proxy.sent)

    def call_from_outside(self, called, number, name):
        outside = Phone("x", self.exchange.asterisk.registrar, port=self.exchange.asterisk.outside_port)
        call = Call(outside, f"sip:{called}@{outside.domain}")
        text = name.format(file=self.file).replace("\\", "\\\\").replace('"', '\\"')
        call.local = f'"{text}" <sip:{number.format(file=self.file)}@{outside.domain}>;tag=abc'
        outside.calls.append(call)
        call.start()
        return outside, call


@pytest.fixture
def house(trap):
    trap.exchange.settle()
    yield trap
    trap.leave()
    trap.clients.clear()
    trap.exchange.settle()
    trap.is_unsprung()


@pytest.mark.parametrize("place", range(len(NUMBERS)))
def test_T015_an_operator_takes_such_a_caller_puts_him_aside_and_takes_him_again(house, place):
    carol, client = house.phone("1003"), house.login("carol")
    for queue in ("3", "4"):
        client.send({"class": "subscribe", "message": "queueentryupdate", "queueid": queue})
    client.ask({"class": "subscribe", "message": "current_calls"})
    outside, call = house.call_from_outside("3000", NUMBERS[place], NAMES[place % len(NAMES)])

    def waiting(queue, mark=0):
        message = client.wait_for(lambda m: m["class"] == "queueentryupdate" and m["state"]["queue_id"] == int(queue) and m["state"]["entries"], after=mark)
        return message["state"]["entries"][0]["uniqueid"]

    first = waiting("3")
    ringing = carol.incoming()  # as a member of the queue
    wait_until(lambda: client.hints()["1003"] == "8", what="carol's line rings")
    client.send({"class": "answer", "unique_id": first})
    ringing.wait_for("ended")
    carol.incoming().answer()
    client.wait_for(lambda m: m["class"] == "current_calls" and m["current_calls"])
    mark = client.mark()
    client.send({"class": "hold_switchboard", "queue_name": "__switchboard_hold"})
    aside = waiting("4", mark)
    wait_until(lambda: client.hints()["1003"] == "0", what="carol's line is free")
    client.send({"class": "resume_switchboard", "unique_id": aside})
    carol.incoming().answer()
    client.wait_for(lambda m: m["class"] == "current_calls" and m["current_calls"], after=mark)
    house.is_unsprung()
    call.hangup()
    outside.close()


@pytest.mark.parametrize("place", range(len(NUMBERS)))
def test_T015_a_user_transfers_such_a_caller(house, place):
    bob, carol, client = house.phone("1002"), house.phone("1003"), house.login("bob")
    client.ask({"class": "subscribe", "message": "current_calls"})
    outside, call = house.call_from_outside("0123456789", NUMBERS[place], NAMES[place % len(NAMES)])
    bob.incoming().answer()
    call.wait_for("up")
    client.wait_for(lambda m: m["class"] == "current_calls" and m["current_calls"])
    mark = client.mark()
    client.send({"class": "attended_transfer", "number": "1003" + NUMBERS[place].format(file=house.file)})
    client.wait_for(lambda m: "error_string" in m, after=mark)  # there is no such extension
    client.send({"class": "attended_transfer", "number": "1003"})
    carol.incoming().answer()
    client.wait_for({"class": "current_call_attended_transfer_answered"}, after=mark)
    client.send({"class": "complete_transfer"})
    wait_until(lambda: client.hints()["1002"] == "0", what="bob's line is free")
    house.is_unsprung()
    call.hangup()
    outside.close()


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("prefix", ["", "1001", "1", "*21", "*30", "*735"])
def test_T015_a_phone_dials_such_a_number(house, prefix, number):
    alice = house.phone("1001")
    call = alice.call(prefix + number.format(file=house.file))
    wait_until(lambda: call.state in ("up", "ended"), what="an end of the attempt")
    alice.hangup_all()


def test_T015_a_client_writes_it_into_every_field(house):
    client = house.login("bob")
    fields = [
        {"class": "ipbxcommand", "command": "dial", "destination": "%s"},
        {"class": "ipbxcommand", "command": "dial", "destination": "exten:xivo/%s"},
        {"class": "featuresput", "function": "fwd", "value": {"enableunc": True, "destunc": "%s"}},
        {"class": "attended_transfer", "number": "%s"},
        {"class": "direct_transfer", "number": "%s"},
        {"class": "blind_transfer_voicemail", "voicemail": "%s"},
        {"class": "answer", "unique_id": "%s"},
        {"class": "hold_switchboard", "queue_name": "%s"},
        {"class": "ipbxcommand", "command": "agentlogin", "agentids": "xivo/1", "agentphonenumber": "%s"},
        {"class": "ipbxcommand", "command": "meetme", "function": "MeetmeMute", "functionargs": ["%s", "1"]},
        {"class": "availstate", "availstate": "%s"},
    ]

    def filled(value, text):
        if isinstance(value, dict):
            return {key: filled(inner, text) for key, inner in value.items()}
        if isinstance(value, list):
            return [filled(inner, text) for inner in value]
        return value % text if isinstance(value, str) and "%s" in value else value

    for number in [*NUMBERS, "1002\r\nAction: Command\r\nCommand: core stop now", "\u2028\u0000x"]:
        for request in fields:
            client.send(filled(request, number.format(file=house.file)))
    alice = house.phone("1001")
    call = alice.call("1002")  # bob's forward, if there is one now
    wait_until(lambda: call.state != "calling", what="an answer of the exchange")
    alice.hangup_all()
    client.send({"class": "featuresput", "function": "fwd", "value": {"enableunc": False, "destunc": ""}})
    client.ask({"class": "keepalive"})
