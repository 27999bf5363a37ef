"""Waiting calls, live figures and figures over a window (protocol 4.10, 5.5, 6.5; rows P067, P157 to P164) against the simulated
exchange."""

import time

import pytest
from conformance.people import answered_until_keepalive, pushes
from conformance.store import opened
from e2e.ami_session import AmiSession
from e2e.desk import live
from support.cti_client import CtiClient
from support.server import Server
from support.simulation import Simulation
from support.waiting import PATIENCE, wait_until

BLUE, RED, OPERATORS = "1", "2", "3"


@pytest.fixture(scope="module")
def asterisk(exchange):
    """A second manager session: what others do with the exchange."""
    session = AmiSession(exchange.address, "crosspoint", Simulation.SECRET)
    yield session
    session.close()


@pytest.fixture(autouse=True)
def calm(exchange, asterisk, observer):
    """Every test ends with all phones on their hooks and nobody logged on."""
    yield
    for channel in asterisk.list("CoreShowChannels"):
        asterisk.ask("Hangup", Channel=channel["Channel"])
    for queue in ("blue", "red", "__switchboard"):
        asterisk.ask("QueueRemove", Queue=queue, Interface="PJSIP/1004")
    wait_until(lambda: set(observer.hints().values()) == {"0"}, 10, what=lambda: f"all phones idle: {observer.hints()}")
    wait_until(lambda: observer.list_status("agents", "1")["availability"] == "logged_out", what="the agent is logged out")


def log_in_agent(asterisk, *queues):
    for queue in queues:
        asterisk.ask("QueueAdd", Queue=queue, Interface="PJSIP/1004", MemberName="Agent/2001")


def entries_of(client, queue, after=0):
    return [m["state"]["entries"] for m in client.all({"class": "queueentryupdate", "state": {"queue_id": int(queue)}}, after)]


def figures(client, after=0):
    """Every statistic that the client was told since then, the last value of each."""
    told = {}
    for message in client.all({"class": "getqueuesstats"}, after):
        for queue, values in message["stats"].items():
            told.update({(queue, key): value for key, value in values.items()})
    return told


def wait_for_figures(client, after, within=PATIENCE, **expected):
    """`expected`: WaitingCalls=1 for that of the blue queue."""
    wanted = {(BLUE, f"Xivo-{key}"): value for key, value in expected.items()}
    wait_until(lambda: wanted.items() <= figures(client, after).items(), within, what=lambda: f"{wanted} of {figures(client, after)}")


def subscribe(client):
    """Returns the place from where on pushes are found."""
    client.send({"class": "subscribetoqueuesstats"})
    client.ask({"class": "keepalive"})
    return client.mark()


def window_of(client, queue=BLUE, window="3600", xqos="60"):
    return client.ask({"class": "getqueuesstats", "on": {queue: {"window": window, "xqos": xqos}}})["stats"][queue]


def test_P067_the_status_of_a_queue_names_its_members(observer):
    assert observer.list_status("queues", BLUE) == {"agentmembers": ["1", "2"], "phonemembers": []}
    assert observer.list_status("queues", OPERATORS) == {"agentmembers": [], "phonemembers": ["3"]}


@pytest.mark.parametrize("queue", [BLUE, int(BLUE)], ids=["text", "number"])
def test_P163_a_subscriber_is_told_the_present_content_at_once(people, queue):
    carol = people.login("carol")
    answer = carol.ask({"class": "subscribe", "message": "queueentryupdate", "queueid": queue})
    assert {**answer, "timenow": 0, "replyid": 0} == {
        "class": "queueentryupdate", "timenow": 0, "replyid": 0, "state": {"queue_id": 1, "queue_name": "blue", "entries": []}}


def test_P163_who_already_waits_is_in_the_first_answer(people, exchange):
    carol = people.login("carol")
    exchange.console("call 1001 3001")
    ask = lambda: carol.ask({"class": "subscribe", "message": "queueentryupdate", "queueid": BLUE})["state"]["entries"]
    wait_until(ask, what="a waiting call")
    entry = dict(*ask())
    assert abs(entry.pop("join_time") - time.time()) < 5
    assert entry.pop("uniqueid").replace(".", "").isdigit()
    assert entry == {"position": 1, "name": "Alice Martin", "number": "1001"}


def test_P164_T069_entries_are_the_whole_list_renumbered_from_one(people, exchange, observer):
    carol, frank = people.login("carol"), observer
    carol.ask({"class": "subscribe", "message": "queueentryupdate", "queueid": BLUE})
    mark, watched = carol.mark(), frank.mark()
    for phone in (1001, 1002, 1005):
        exchange.console(f"call {phone} 3001")
    exchange.console("hangup 1001")
    numbers = lambda: [[(e["position"], e["number"]) for e in entries] for entries in entries_of(carol, BLUE, mark)]
    expected = [[(1, "1001")],
                [(1, "1001"), (2, "1002")],
                [(1, "1001"), (2, "1002"), (3, "1005")],
                [(1, "1002"), (2, "1005")]]
    wait_until(lambda: numbers()[-1:] == expected[-1:], what=lambda: f"the last change: {numbers()}")
    assert numbers() == [one for one in expected if one in numbers()], "in order, though not each of them if they come at once"
    assert not frank.all({"class": "queueentryupdate"}, watched), "who has not subscribed hears nothing"
    assert all("replyid" not in m for m in carol.all({"class": "queueentryupdate"}, mark))


def test_P163_other_queues_do_not_concern_the_subscriber(people, exchange):
    carol = people.login("carol")
    carol.ask({"class": "subscribe", "message": "queueentryupdate", "queueid": RED})
    mark = carol.mark()
    exchange.console("call 1001 3001")
    exchange.console("call 1002 3002")
    wait_until(lambda: entries_of(carol, RED, mark), what="the call in the red queue")
    assert not entries_of(carol, BLUE, mark)


@pytest.mark.parametrize("request_", [{"queueid": "99"}, {"queueid": "x"}, {}, {"queueid": None}, {"queueid": [1]}])
def test_P163_what_names_no_queue_is_met_with_silence(people, request_):
    carol = people.login("carol")
    mark = carol.mark()
    carol.send({"class": "subscribe", "message": "queueentryupdate", "commandid": 7, **request_}, described=False)
    assert answered_until_keepalive(carol, mark) == []


def test_P157_subscribing_brings_the_figures_of_every_queue_in_their_order(people, observer):
    dave, watched = people.login("dave"), observer.mark()
    mark = dave.mark()
    dave.send({"class": "subscribetoqueuesstats", "commandid": 590})
    series = [m["stats"] for m in answered_until_keepalive(dave, mark) if m["class"] == "getqueuesstats"]
    queues = ["1", "2", "3", "4"]
    assert [list(stats) for stats in series] == [[queue] for queue in queues * 3]
    groups = [list(next(iter(stats.values()))) for stats in series[::4]]
    assert groups == [["Xivo-LoggedAgents"], ["Xivo-AvailableAgents", "Xivo-TalkingAgents", "Xivo-EWT"], ["Xivo-WaitingCalls"]]
    assert series[0] == {"1": {"Xivo-LoggedAgents": 0}}
    assert series[4] == {"1": {"Xivo-AvailableAgents": "0", "Xivo-TalkingAgents": "0", "Xivo-EWT": "0"}}
    assert series[8] == {"1": {"Xivo-WaitingCalls": 0}}, "no longest wait while nobody waits"
    assert not observer.all({"class": "getqueuesstats"}, watched), "the others hear nothing of it"


def test_P158_T104_logged_agents(people, asterisk):
    dave = people.login("dave")
    mark = subscribe(dave)
    log_in_agent(asterisk, "blue")
    wait_for_figures(dave, mark, LoggedAgents=1)
    asterisk.ask("QueuePause", Interface="PJSIP/1004", Paused="1")
    wait_for_figures(dave, mark, AvailableAgents="0")
    assert len([m for m in dave.all({"class": "getqueuesstats"}, mark) if "Xivo-LoggedAgents" in m["stats"].get(BLUE, {})]) == 1
    asterisk.ask("QueueRemove", Queue="blue", Interface="PJSIP/1004")
    wait_for_figures(dave, mark, LoggedAgents=0)


def test_P159_T105_T106_T107_members_figures_are_those_of_the_exchange(people, asterisk, exchange):
    dave = people.login("dave")
    mark = subscribe(dave)
    log_in_agent(asterisk, "blue")
    wait_for_figures(dave, mark, AvailableAgents="1", TalkingAgents="0")
    exchange.console("call 1001 3001")
    wait_for_figures(dave, mark, AvailableAgents="0", TalkingAgents="0")
    time.sleep(1.1)  # so that there is a hold time
    exchange.console("answer 1004")
    wait_for_figures(dave, mark, TalkingAgents="1")
    summary = lambda: next(q for q in asterisk.list("QueueSummary") if q["Queue"] == "blue")
    wait_for_figures(dave, mark, EWT=summary()["HoldTime"])
    exchange.console("hangup 1001")
    wait_for_figures(dave, mark, AvailableAgents="1", TalkingAgents="0")
    assert summary()["Available"] == "1"


def test_P160_T108_waiting_calls_and_the_longest_wait(people, exchange):
    dave = people.login("dave")
    mark = subscribe(dave)
    exchange.console("call 1001 3001")
    wait_for_figures(dave, mark, WaitingCalls=1, LongestWaitTime=0)
    time.sleep(1.2)
    exchange.console("call 1002 3001")
    wait_for_figures(dave, mark, WaitingCalls=2)
    assert figures(dave, mark)[BLUE, "Xivo-LongestWaitTime"] in (1, 2)
    exchange.console("hangup 1001")
    exchange.console("hangup 1002")
    wait_until(lambda: dave.all({"stats": {BLUE: {"Xivo-WaitingCalls": 0}}}, mark), what="nobody waits")
    last = dave.all({"stats": {BLUE: {"Xivo-WaitingCalls": 0}}}, mark)[-1]
    assert last["stats"] == {BLUE: {"Xivo-WaitingCalls": 0}}
    waiting = pushes(dave, lambda m: "Xivo-WaitingCalls" in m.get("stats", {}).get(BLUE, {}), mark)
    assert [m["stats"][BLUE]["Xivo-WaitingCalls"] for m in waiting] in ([1, 2, 1, 0], [1, 2, 0]), "changes only"


def test_P161_T110_figures_over_a_window_are_seven_texts(people, asterisk, exchange):
    dave = people.login("dave")
    before = window_of(dave)
    assert all(isinstance(value, str) for value in before.values())
    assert list(before) == ["Xivo-Join", "Xivo-Link", "Xivo-Lost", "Xivo-Rate", "Xivo-Qos", "Xivo-Holdtime-avg", "Xivo-Holdtime-max"]
    log_in_agent(asterisk, "blue")
    exchange.console("call 1001 3001")
    wait_until(lambda: "ringing" in exchange.console("state 1004"), what="the agent's phone rings")
    exchange.console("answer 1004")
    exchange.console("call 1002 3001")
    wait_until(lambda: int(window_of(dave)["Xivo-Join"]) == int(before["Xivo-Join"]) + 2, what="two more calls")
    exchange.console("hangup 1002")
    wait_until(lambda: int(window_of(dave)["Xivo-Lost"]) == int(before["Xivo-Lost"]) + 1, what="one more lost")
    after = window_of(dave)
    assert int(after["Xivo-Link"]) == int(before["Xivo-Link"]) + 1
    joined, answered, lost = (int(after[f"Xivo-{key}"]) for key in ("Join", "Link", "Lost"))
    assert (joined, after["Xivo-Rate"]) == (answered + lost, str((200 * answered + joined) // (2 * joined)))
    assert window_of(dave, window=3600, xqos=60) == after, "numbers are as good as texts"
    assert window_of(dave, window="0")["Xivo-Join"] == "0"


def test_P162_without_queues_there_are_no_figures(people):
    dave = people.login("dave")
    answer = dave.ask({"class": "getqueuesstats"})
    assert "stats" not in answer and "error_string" not in answer
    assert dave.ask({"class": "getqueuesstats", "on": {}})["stats"] == {}
    assert dave.ask({"class": "getqueuesstats", "on": {"99": {"window": "60", "xqos": "1"}}})["stats"] == {}


def test_P161_what_cannot_be_read_is_ignored(people):
    dave = people.login("dave")
    mark = dave.mark()
    for on in ([], "1", {BLUE: None}, {BLUE: {"window": "60"}}, {BLUE: {"window": "x", "xqos": "1"}}):
        dave.send({"class": "getqueuesstats", "commandid": 8, "on": on}, described=False)
    assert answered_until_keepalive(dave, mark) == []


def test_without_the_right_nothing_is_told(people, exchange):
    alice = people.login("alice")
    mark = alice.mark()
    alice.send({"class": "subscribetoqueuesstats", "commandid": 1})
    alice.send({"class": "getqueuesstats", "commandid": 2, "on": {BLUE: {"window": "3600", "xqos": "60"}}})
    alice.send({"class": "subscribe", "message": "queueentryupdate", "queueid": BLUE, "commandid": 3})
    exchange.console("call 1002 3001")
    wait_until(lambda: alice.hints()["1002"] == "1", what="the call waits")
    assert not alice.all(lambda m: m["class"] in ("getqueuesstats", "queueentryupdate"), mark)


def stored_calls(server):
    with opened(server) as store:
        return store.execute("SELECT COUNT(*) FROM queue_calls").fetchone()[0]


def test_T116_figures_survive_a_restart_of_the_server():
    with Simulation() as exchange, Server(exchange.account) as server:
        live(server)
        client = CtiClient(server.address)
        client.login("frank")
        exchange.console("call 1001 3001")
        wait_until(lambda: window_of(client)["Xivo-Join"] == "1", what="the call has joined")
        exchange.console("hangup 1001")
        wait_until(lambda: window_of(client)["Xivo-Lost"] == "1", what="the call is lost")
        exchange.console("call 1002 3001")
        wait_until(lambda: window_of(client)["Xivo-Join"] == "2", what="the second call has joined")
        before = window_of(client)
        wait_until(lambda: stored_calls(server) == 1, what="the lost call in the store")
        client.close()
        server.kill()
        server.start()
        live(server)
        client = CtiClient(server.address)
        client.login("frank")
        wait_until(lambda: window_of(client) == before, what=lambda: f"{before}, there is {window_of(client)}")
        client.close()
