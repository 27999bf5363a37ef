"""The wall clock of the server's machine is set by an hour, forward or back, while calls, logins and the loss of the link are under way:
nothing takes longer or shorter for that, and clients and the store see the right times. The exchange is another machine, whose clock is
right."""

import http.client
import time

import pytest
from desk import Desk, live
from support.cti_client import CtiClient
from support.server import Server
from support.tcp_proxy import TcpProxy
from support.waiting import wait_until
from support.wall_clock import WallClock
from test_agents import WRAP_UP, command, shows
from test_history import CLOSE, RECEIVED, SENT, Histories, talk
from test_link import connected, true_again
from test_queues import window_of

LOGIN_TIMEOUT = 5


@pytest.fixture(params=[3600, -3600], ids=["forward", "back"])
def hour(request):
    return request.param


@pytest.fixture
def machine(shared_exchange):
    """A desk whose server has a wall clock that can be set, and a link that can be cut."""
    shared_exchange.settle()
    clock, proxy = WallClock(), TcpProxy(shared_exchange.address)
    account = (*proxy.address, shared_exchange.account[2])
    with Server(account, environment=clock.environment, cti={"login_timeout": LOGIN_TIMEOUT}, exchange={"compare_every": 1}) as server:
        desk = Desk(shared_exchange, live(server))
        desk.clock, desk.proxy = clock, proxy
        yield desk
        desk.leave()
    proxy.close()
    clock.remove()
    shared_exchange.settle()


def timenow(client):
    return client.ask({"class": "keepalive"})["timenow"]


def set_clock(desk, client, ahead):
    """The clock is set, and the server shows it."""
    desk.clock.set(ahead)
    assert abs(timenow(client) - (time.time() + ahead)) < 2


def is_healthy(server):
    connection = http.client.HTTPConnection(*server.http_address, timeout=10)
    connection.request("GET", "/health")
    answer = connection.getresponse()
    return answer.status == 200 and b'"status":"ok"' in answer.read()


def seconds_since(message, moment):
    """How long ago a moment in a message was when it was told."""
    return message["timenow"] - moment


def test_T178_T025_a_call_a_login_and_the_loss_of_the_link(machine, hour):
    desk = machine
    call, _, (alice, bob) = connected(desk)
    begin = time.monotonic()
    histories = Histories(alice=alice, bob=bob)
    alice.current_calls()
    mark = alice.mark()
    visitor = CtiClient(desk.server.address)  # does not log in
    arrived = time.monotonic()

    set_clock(desk, alice, hour)
    told = alice.wait_for({"class": "current_calls"}, after=mark)  # again, with its begin by the clock as it is now
    assert abs(seconds_since(told, told["current_calls"][0]["call_start"]) - (time.monotonic() - begin)) < 3

    visitor.wait_closed(LOGIN_TIMEOUT + 5)
    assert time.monotonic() - arrived > LOGIN_TIMEOUT - 1
    desk.proxy.cut()
    wait_until(lambda: "exchange: connecting" in desk.server.log(), what="the loss noticed")
    set_clock(desk, alice, 0)  # in the middle of it somebody sees the mistake
    desk.proxy.mend()
    true_again(desk, alice, 2)
    assert is_healthy(desk.server)

    talk(1)
    length = time.monotonic() - begin
    call.hangup()
    ended = time.time()
    new = histories.are(alice=[(SENT, "1002")], bob=[(RECEIVED, "1001")])
    for (entry,) in new.values():
        assert abs(entry["duration"] - length) < CLOSE + 1, f"{length} s: {entry}"
        began = time.mktime(time.strptime(entry["calldate"][:19], "%Y-%m-%dT%H:%M:%S"))
        assert abs(began - (ended - length)) < 3, f"{ended - length}: {entry}"
    visitor.close()


def test_T082_T110_an_agent_in_wrap_up_and_a_caller_who_waits(machine, hour):
    desk = machine
    dave, frank = desk.login("dave"), desk.login("frank")
    desk.phone("1004")
    caller = desk.phone("1001")
    dave.send(command("agentlogin"))
    shows(frank, "available")
    for queue in ("1", "2"):
        frank.ask({"class": "subscribe", "message": "queueentryupdate", "queueid": queue})
    before = window_of(frank, "2")

    call = caller.call("3002")  # red
    ringing = desk.phone("1004").incoming()
    joined = time.monotonic()
    mark = frank.mark()
    set_clock(desk, frank, hour)
    told = frank.wait_for({"class": "queueentryupdate"}, after=mark)
    assert abs(seconds_since(told, told["state"]["entries"][0]["join_time"]) - (time.monotonic() - joined)) < 3
    ringing.answer()
    shows(frank, "unavailable", on_call_acd=True)
    call.hangup()
    shows(frank, "unavailable", on_wrapup=True)
    begin = time.monotonic()
    set_clock(desk, frank, 0)
    shows(frank, "available", within=WRAP_UP + 3)
    assert time.monotonic() - begin > WRAP_UP - 2

    now = window_of(frank, "2")
    gained = {key: int(now[key]) - int(before[key] or 0) for key in ("Xivo-Join", "Xivo-Link", "Xivo-Lost")}
    assert gained == {"Xivo-Join": 1, "Xivo-Link": 1, "Xivo-Lost": 0}
    assert int(now["Xivo-Holdtime-max"]) < 60

    dave.send(command("agentlogout"))
    shows(frank, "logged_out")
    logged_off = [line for line in desk.exchange.queue_log() if "AGENTCALLBACKLOGOFF" in line and "Agent/2001" in line]
    assert 0 <= int(logged_off[-1].split("|")[-2]) < 120
