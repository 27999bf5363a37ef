"""Agents on real exchanges: log on, take a call of a queue, wrap up, pause, log off, each compared with what the exchange itself says; and
that restarts of either side lose nothing (telephony 2.9, 4.8)."""

import time

import pytest
from desk import live
from support.cti_client import CtiClient
from support.waiting import PATIENCE, wait_until
from test_queues import live_figures, truth, window_of

AGENT = "Agent/2001"  # of dave, line 1004, in blue and red
WRAP_UP = 3  # seconds, wrapuptime of one of the two queues, which share the last call


def command(name, **fields):
    return {"class": "ipbxcommand", "command": name, **fields}


def status(client):
    return client.list_status("agents", "1")


def shows(client, availability, within=PATIENCE, **more):
    wanted = {"availability": availability, **more}
    wait_until(lambda: wanted.items() <= status(client).items(), within, what=lambda: f"{wanted}, is {status(client)}")


def members(exchange):
    """Queue to (interface, paused), of the exchange itself."""
    session = exchange.session()
    found = {m["Queue"]: (m["Location"], m["Paused"]) for m in session.list("QueueStatus") if m["Event"] == "QueueMember" and m["Name"] == AGENT}
    session.close()
    return found


@pytest.fixture
def dave(desk):
    desk.phone("1004")
    dave = desk.login("dave")
    yield dave
    dave.send(command("agentlogout"))
    shows(dave, "logged_out")


def test_P138_T146_T078_T082_a_day_of_an_agent(desk, dave):
    alice, exchange = desk.login("alice"), desk.exchange
    caller, phone = desk.phone("1001"), desk.phone("1004")
    mark = alice.mark()
    dave.send(command("agentlogin"))
    shows(alice, "available", phonenumber="1004")
    assert members(exchange) == {"blue": ("PJSIP/1004", "0"), "red": ("PJSIP/1004", "0")}
    desk.agrees(alice)

    call = caller.call("3002")  # red
    ringing = phone.incoming()
    shows(alice, "available")
    ringing.answer()
    shows(alice, "unavailable", on_call_acd=True, on_call_nonacd=False)
    desk.agrees(alice)
    call.hangup()
    begin = time.monotonic()
    shows(alice, "unavailable", on_call_acd=False, on_wrapup=True)
    shows(alice, "available", on_wrapup=False)
    assert WRAP_UP - 1.2 < time.monotonic() - begin < WRAP_UP + 1.2
    desk.agrees(alice)

    dave.send(command("queuepause", member="agent:xivo/1", queue="queue:xivo/all"))
    shows(alice, "unavailable")
    desk.agrees(alice)
    dave.send(command("queueunpause", member="agent:xivo/1", queue="queue:xivo/1"))
    shows(alice, "available")
    desk.agrees(alice)
    dave.send(command("agentlogout"))
    shows(alice, "logged_out", phonenumber=None)
    assert members(exchange) == {}
    told = [m["status"]["availability"] for m in alice.all({"function": "updatestatus", "listname": "agents", "tid": 1}, mark)
            if "replyid" not in m]
    changes = [value for before, value in zip([None, *told], told) if value != before]
    assert changes == ["available", "unavailable", "available", "unavailable", "available", "logged_out"]


def test_T088_T090_an_agent_calls_a_user(desk, dave):
    alice, bob, phone = desk.login("alice"), desk.phone("1002"), desk.phone("1004")
    dave.send(command("agentlogin"))
    shows(alice, "available")
    call = phone.call("1002")
    ringing = bob.incoming()
    shows(alice, "available")
    ringing.answer()
    shows(alice, "on_call_nonacd_outgoing_internal", on_call_nonacd=True, on_call_acd=False)
    call.hangup()
    shows(alice, "available", on_call_nonacd=False)


def test_T086_a_user_calls_an_agent(desk, dave):
    alice, phone = desk.login("alice"), desk.phone("1004")
    dave.send(command("agentlogin"))
    shows(alice, "available")
    call = desk.phone("1001").call("1004")
    phone.incoming().answer()
    shows(alice, "on_call_nonacd_incoming_internal")
    call.hangup()
    shows(alice, "available")


def test_T080_a_caller_taken_away_frees_the_agent(asterisk_desk):
    desk = asterisk_desk
    dave, caller, phone = desk.login("dave"), desk.phone("1001"), desk.phone("1004")
    dave.send(command("agentlogin"))
    shows(dave, "available")
    caller.call("3001").wait_for("up")
    phone.incoming().answer()
    shows(dave, "unavailable", on_call_acd=True)
    session = desk.exchange.session()
    channel = next(name for name in session.channels() if name.startswith("PJSIP/1001-"))
    assert session.ask("Redirect", Channel=channel, Context="default", Exten="4001", Priority="1")["Response"] == "Success"
    shows(dave, "unavailable", within=2, on_call_acd=False, on_wrapup=True)  # of red: the queues share the last call
    assert channel in session.channels()
    shows(dave, "available", on_wrapup=False)
    session.close()
    dave.send(command("agentlogout"))
    shows(dave, "logged_out")


def test_T096_a_member_removed_on_the_console_is_logged_out(desk, dave):
    dave.send(command("agentlogin"))
    shows(dave, "available")
    session = desk.exchange.session()
    for queue in ("blue", "red"):
        assert session.ask("QueueRemove", Queue=queue, Interface="PJSIP/1004")["Response"] == "Success"
    session.close()
    shows(dave, "logged_out")


def test_T075_a_static_member_is_no_agent(asterisk_desk):
    alice = asterisk_desk.login("alice")
    asterisk_desk.phone("1003")
    wait_until(lambda: alice.list_status("queuemembers", "SIP/1003,__switchboard")["status"] == "1", what="carol in her queue")
    assert {status["availability"] for status in (alice.list_status("agents", tid) for tid in alice.list_ids("agents"))} == {"logged_out"}


def test_T172_T176_feature_codes_of_agents(asterisk_desk):
    """From any phone, at that phone; the lamp of dave's key follows."""
    desk = asterisk_desk
    alice, phone, session = desk.login("alice"), desk.phone("1002"), desk.exchange.session()

    def lamp():
        return session.ask("Getvar", Variable="DEVICE_STATE(Custom:*7354***231*2001)")["Value"]

    for code, availability, number, light in (("*312001", "available", "1002", "INUSE"), ("*322001", "logged_out", None, "NOT_INUSE"),
                                              ("*302001", "available", "1002", "INUSE"), ("*302001", "logged_out", None, "NOT_INUSE")):
        phone.call(code).wait_for("ended", 15)
        shows(alice, availability, phonenumber=number)
        wait_until(lambda: lamp() == light, what=f"the lamp {light}")
    session.close()


def test_P146_T143_T145_a_supervisor_hears_the_next_call_of_an_idle_agent(asterisk_desk):
    desk = asterisk_desk
    dave, frank = desk.login("dave"), desk.login("frank")
    caller, phone, ear = desk.phone("1001"), desk.phone("1004"), desk.phone("1006")
    dave.send(command("agentlogin"))
    shows(frank, "available")
    frank.send(command("listen", subcommand="start", destination="xivo/1"))
    listening = ear.incoming().answer()
    session = desk.exchange.session()
    wait_until(lambda: any(c["Application"] == "ChanSpy" for c in session.list("CoreShowChannels")), what="a supervisor who waits")
    caller.call("3001")
    phone.incoming().answer()
    shows(frank, "unavailable", on_call_acd=True)
    # Who spies is in the same bridge as nobody, and still there: it has found the agent's channel, not one that begins alike.
    spies = [c for c in session.list("CoreShowChannels") if c["Application"] == "ChanSpy"]
    assert [c["ApplicationData"] for c in spies] == ["PJSIP/1004-,bdqs"]
    listening.hangup()
    dave.send(command("agentlogout"))
    shows(frank, "logged_out")
    session.close()


RED = "2"  # id of the queue in which the callers of the following tests wait


def waiting(client):
    """The calls that wait in it, as the client is told: position, number, uniqueid, time of joining."""
    told = client.all({"class": "queueentryupdate"})[-1]["state"]["entries"]
    return [(entry["position"], entry["number"], entry["uniqueid"], entry["join_time"]) for entry in told]


def truly_waiting(session):
    """The same by the exchange itself, which says how long each has waited."""
    now = int(time.time())
    items = [item for item in session.list("QueueStatus", Queue="red") if item["Event"] == "QueueEntry"]
    return sorted((int(item["Position"]), item["CallerIDNum"], item["Uniqueid"], now - int(item["Wait"])) for item in items)


def are_the_same(told, true):
    """But for what the exchange leaves out: a part of the second in which the caller came, and of the one in which it is asked."""
    return [entry[:3] for entry in told] == [entry[:3] for entry in true] and all(abs(a[3] - b[3]) < 2 for a, b in zip(told, true))


class TestRestarts:
    """An agent that is logged on and paused in one queue, in which two callers wait; whatever falls, in whatever order, what clients see is
    what the exchange itself says within five seconds."""

    @pytest.fixture
    def paused(self, desk):
        desk.phone("1004")
        dave = desk.login("dave")
        dave.send(command("agentlogin"))
        shows(dave, "available")
        dave.send(command("queuepause", member="agent:xivo/1", queue="queue:xivo/2"))
        wait_until(lambda: members(desk.exchange).get("red") == ("PJSIP/1004", "1"), what="paused in red")
        wait_until(lambda: dave.list_status("queuemembers", f"{AGENT},red")["paused"] == "1", what="told so")
        desk.window = self.window(dave)
        desk.calls, frank = [], self.watches(desk)
        for count, number in enumerate(("1001", "1002"), 1):
            desk.calls.append(desk.phone(number).call("3002").wait_for("up"))
            wait_until(lambda: len(waiting(frank)) == count, what=lambda: f"{count} wait: {waiting(frank)}")
        desk.callers = waiting(frank)
        self.queue_is_true(desk, frank)
        self.window_gained(desk, frank, 2, 0, 0)
        self.lives = desk.server.log().count("exchange: live")
        return desk

    def watches(self, desk):
        client = desk.login("frank")
        client.send({"class": "subscribetoqueuesstats"})
        client.ask({"class": "subscribe", "message": "queueentryupdate", "queueid": RED})
        client.wait_for({"class": "queueentryupdate"})
        return client

    def window(self, client):
        return [int(window_of(client, RED)[f"Xivo-{key}"]) for key in ("Join", "Link", "Lost")]

    def window_gained(self, desk, client, *expected):
        """How many more have joined, were answered and were lost since the beginning."""
        gained = lambda: tuple(now - before for now, before in zip(self.window(client), desk.window))
        wait_until(lambda: gained() == expected, what=lambda: f"joined, answered, lost: {expected}, is {gained()}")

    def queue_is_true(self, desk, client):
        """Entries and live figures are those of the exchange."""
        session = desk.exchange.session()
        seen = lambda: (waiting(client), live_figures(client, RED))
        true = lambda: (truly_waiting(session), truth(session, "red"))
        agree = lambda a, b: are_the_same(a[0], b[0]) and a[1] == b[1]
        wait_until(lambda: agree(seen(), true()), 5, every=0.1, what=lambda: f"queue of the exchange {true()}, client sees {seen()}")
        session.close()

    def start(self, exchange):
        """In a later second than it was started before: by that a new Asterisk is known, which says when it was started."""
        ended = int(time.time())
        wait_until(lambda: int(time.time()) > ended, what="another second")
        exchange.start()

    def is_as_before(self, desk):
        wanted = {"blue": ("PJSIP/1004", "0"), "red": ("PJSIP/1004", "1")}
        wait_until(lambda: members(desk.exchange) == wanted, what=lambda: f"{wanted}, is {members(desk.exchange)}")
        client = self.watches(desk)
        shows(client, "available", phonenumber="1004")
        for queue, paused in (("blue", "0"), ("red", "1")):
            wait_until(lambda: client.list_status("queuemembers", f"{AGENT},{queue}")["paused"] == paused, what=f"{queue} paused {paused}")
        self.queue_is_true(desk, client)
        desk.agrees(client)
        return client

    def callers_are_gone(self, desk, client):
        assert waiting(client) == []
        self.window_gained(desk, client, 2, 0, 2)

    def callers_wait(self, desk, client):
        assert are_the_same(waiting(client), desk.callers), f"since when they did: {desk.callers}, is {waiting(client)}"
        self.window_gained(desk, client, 2, 0, 0)

    def revive(self, server):
        server.start()
        early = CtiClient(server.address)
        early.login("bob")
        shows(early, "available", phonenumber="1004")
        early.close()

    def end(self, desk):
        client = desk.login("dave")
        client.send(command("agentlogout"))
        shows(client, "logged_out")

    def test_T095_T062_the_server(self, paused):
        paused.server.kill()
        self.revive(paused.server)
        live(paused.server, self.lives + 1)
        client = self.is_as_before(paused)
        self.callers_wait(paused, client)
        paused.calls[0].hangup()
        self.queue_is_true(paused, client)
        self.window_gained(paused, client, 2, 0, 1)
        self.end(paused)

    def test_T094_T062_the_exchange(self, paused):
        paused.exchange.kill()
        self.start(paused.exchange)
        live(paused.server, self.lives + 1, within=30)
        self.callers_are_gone(paused, self.is_as_before(paused))
        self.end(paused)

    def test_T094_T095_T062_the_server_and_then_the_exchange(self, paused):
        paused.server.kill()
        paused.exchange.kill()
        self.start(paused.exchange)
        self.revive(paused.server)
        live(paused.server, self.lives + 1, within=30)
        self.callers_are_gone(paused, self.is_as_before(paused))
        self.end(paused)

    def test_T094_T095_T062_the_exchange_and_then_the_server(self, paused):
        paused.exchange.kill()
        wait_until(lambda: "no link to Asterisk" in paused.server.log()[paused.server_log_begin:], what="lost link")
        paused.server.kill()
        self.revive(paused.server)
        self.start(paused.exchange)
        live(paused.server, self.lives + 1, within=30)
        self.callers_are_gone(paused, self.is_as_before(paused))
        self.end(paused)
