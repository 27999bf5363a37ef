"""Queues with real callers: what three clients are told of them is what the exchange itself says."""

import time

import pytest
from support.waiting import wait_until

BLUE = "1"


@pytest.fixture
def call_centre(desk):
    """Three who watch the queues, an agent's phone in the blue queue, two callers."""
    desk.watchers = [desk.login(user) for user in ("dave", "erin", "frank")]
    desk.agent_phone = desk.phone("1004")
    desk.callers = [desk.phone("1001"), desk.phone("1002")]
    session = desk.exchange.session()
    assert session.ask("QueueAdd", Queue="blue", Interface="PJSIP/1004", MemberName="Agent/2001")["Response"] == "Success"
    desk.before = window_of(desk.watchers[0])
    for client in desk.watchers:
        client.send({"class": "subscribetoqueuesstats"})
    desk.watchers[2].ask({"class": "subscribe", "message": "queueentryupdate", "queueid": BLUE})
    yield desk
    session.ask("QueueRemove", Queue="blue", Interface="PJSIP/1004")
    session.close()


def window_of(client, queue=BLUE):
    return client.ask({"class": "getqueuesstats", "on": {queue: {"window": "3600", "xqos": "60"}}})["stats"][queue]


def gained(desk, client):
    """How many more calls have joined, were answered and were lost since the beginning."""
    now = window_of(client)
    return tuple(int(now[f"Xivo-{key}"]) - int(desk.before[f"Xivo-{key}"]) for key in ("Join", "Link", "Lost"))


def live_figures(client, queue=BLUE):
    told = {}
    for message in client.all({"class": "getqueuesstats"}):
        told.update(message["stats"].get(queue, {}))
    return {key: told.get(f"Xivo-{key}") for key in ("LoggedAgents", "AvailableAgents", "TalkingAgents", "EWT", "WaitingCalls")}


def truth(session, queue="blue"):
    """The same figures by QueueStatus and QueueSummary; asked until nothing has changed between the two."""
    def asked():
        (summary,) = session.list("QueueSummary", Queue=queue)
        status = session.list("QueueStatus", Queue=queue)
        members = [m for m in status if m["Event"] == "QueueMember"]
        entries = [m for m in status if m["Event"] == "QueueEntry"]
        return (summary, members, entries) if int(summary["Callers"]) == len(entries) else None

    summary, members, entries = wait_until(asked, what="a queue that holds still")
    return {
        "LoggedAgents": len([m for m in members if m["Name"].startswith("Agent/")]),
        "AvailableAgents": summary["Available"],
        "TalkingAgents": str(len([m for m in members if m["Status"] == "2"])),
        "EWT": summary["HoldTime"],
        "WaitingCalls": len(entries),
    }


def agrees(desk, session, **expected):
    """Waits until the three clients are told what the exchange says, and that it is what is expected."""
    def differences():
        figures = truth(session)
        wrong = {client.user_id: live_figures(client) for client in desk.watchers if live_figures(client) != figures}
        return wrong or {key: (figures[key], value) for key, value in expected.items() if figures[key] != value}

    wait_until(lambda: not differences(), 8, every=0.1, what=lambda: f"figures of the exchange {truth(session)}: {differences()}")


def entries(client):
    told = client.all({"class": "queueentryupdate"})[-1]["state"]["entries"]
    return [(entry["position"], entry["number"]) for entry in told]


def test_P157_P158_P159_P160_T105_T106_T107_T108_T110_callers_wait_are_answered_and_give_up(call_centre):
    desk, frank, session = call_centre, call_centre.watchers[2], call_centre.exchange.session()
    alice, bob = desk.callers
    agrees(desk, session, LoggedAgents=1, AvailableAgents="1", TalkingAgents="0", WaitingCalls=0)

    first = alice.call("3001")
    ringing = desk.agent_phone.incoming()
    agrees(desk, session, AvailableAgents="0", TalkingAgents="0", WaitingCalls=1)
    second = bob.call("3001")
    agrees(desk, session, WaitingCalls=2)
    assert entries(frank) == [(1, "1001"), (2, "1002")]
    waiting = {e["Uniqueid"] for e in session.list("QueueStatus", Queue="blue") if e["Event"] == "QueueEntry"}
    told = frank.all({"class": "queueentryupdate"})[-1]["state"]["entries"]
    assert {entry["uniqueid"] for entry in told} == waiting
    time.sleep(1.5)  # so that there is a hold time

    ringing.answer()
    agrees(desk, session, AvailableAgents="0", TalkingAgents="1", WaitingCalls=1)
    wait_until(lambda: entries(frank) == [(1, "1002")], what=lambda: f"the second caller is first: {entries(frank)}")
    second.hangup()
    agrees(desk, session, WaitingCalls=0)
    wait_until(lambda: gained(desk, frank) == (2, 1, 1), what=lambda: f"2 joined, 1 answered, 1 lost: {gained(desk, frank)}")
    first.hangup()
    agrees(desk, session, AvailableAgents="1", TalkingAgents="0", WaitingCalls=0)
    assert {gained(desk, client) for client in desk.watchers} == {(2, 1, 1)}
    params = next(m for m in session.list("QueueStatus", Queue="blue") if m["Event"] == "QueueParams")
    assert int(params["Completed"]) >= 1 and int(params["Abandoned"]) >= 1
    session.close()


def test_T110_T067_a_caller_who_is_sent_elsewhere_is_lost_to_the_queue(call_centre):
    desk, frank, session = call_centre, call_centre.watchers[2], call_centre.exchange.session()
    session.ask("QueuePause", Interface="PJSIP/1004", Paused="1")
    agrees(desk, session, AvailableAgents="0", LoggedAgents=1)
    desk.callers[0].call("3001").wait_for("up")
    agrees(desk, session, WaitingCalls=1)
    (channel,) = session.channels()
    assert session.ask("Redirect", Channel=channel, Context="default", Exten="*98", Priority="1")["Response"] == "Success"
    agrees(desk, session, WaitingCalls=0)
    wait_until(lambda: gained(desk, frank) == (1, 0, 1), what=lambda: f"1 joined, 1 lost: {gained(desk, frank)}")
    assert entries(frank) == []
    session.ask("QueuePause", Interface="PJSIP/1004", Paused="0")
    session.close()


def test_T064_a_call_that_its_priority_brings_forward_is_told_there(asterisk_desk):
    desk, session = asterisk_desk, asterisk_desk.exchange.session()
    frank = desk.login("frank")
    frank.ask({"class": "subscribe", "message": "queueentryupdate", "queueid": BLUE})

    def waits(*numbers):
        expected = list(enumerate(numbers, 1))
        wait_until(lambda: entries(frank) == expected, 8, what=lambda: f"waiting {expected}, told are {entries(frank)}")
        listed = [item for item in session.list("QueueStatus", Queue="blue") if item["Event"] == "QueueEntry"]
        assert [(int(item["Position"]), item["CallerIDNum"]) for item in listed] == expected

    def channel_of(number):
        return next(channel for channel in session.channels() if channel.startswith(f"PJSIP/{number}-"))

    calls = [desk.phone("1001").call("3001").wait_for("up")]
    waits("1001")
    calls.append(desk.phone("1002").call("3001").wait_for("up"))
    waits("1001", "1002")
    calls.append(desk.phone("1003").call("9000").wait_for("up"))
    session.ask("Setvar", Channel=channel_of("1003"), Variable="QUEUE_PRIO", Value="5")
    session.ask("Redirect", Channel=channel_of("1003"), Context="default", Exten="3001", Priority="1")
    waits("1003", "1001", "1002")
    if desk.exchange.asterisk.version >= 22:  # 16 has no Immediate: what waits stays where it is
        changed = session.ask("QueueChangePriorityCaller", Queue="blue", Caller=channel_of("1002"), Priority="9", Immediate="yes")
        assert changed["Response"] == "Success"
        waits("1002", "1003", "1001")
    for call in calls:
        call.hangup()
    waits()
    session.close()
