"""Agents on real Asterisks in what configurations and phones do without a word: queues that a reload takes away, members that others have
written, phones that forward, conferences (telephony 1.7, 2.8, 2.9)."""

import contextlib

from support.waiting import wait_until
from test_agents import command, members, shows, status


@contextlib.contextmanager
def configured(exchange, change):
    """queues.conf, changed; afterwards it is as it was."""
    path = exchange.asterisk.configuration("queues.conf")
    before = path.read_text()
    path.write_text(change(before))
    exchange.asterisk.cli("queue reload all")
    try:
        yield
    finally:
        path.write_text(before)
        exchange.asterisk.cli("queue reload all")


def logged_on(desk):
    desk.phone("1004")
    dave = desk.login("dave")
    dave.send(command("agentlogin"))
    shows(dave, "available")
    return dave


def log_off(client):
    client.send(command("agentlogout"))
    shows(client, "logged_out")


def availabilities(client, mark):
    """What was told of the agent since then, without being asked, each once."""
    told = [m["status"]["availability"] for m in client.all({"function": "updatestatus", "listname": "agents", "tid": 1}, mark)
            if "replyid" not in m]
    return [value for before, value in zip([None, *told], told) if value != before]


def test_T152_a_reload_that_takes_a_queue_away_for_a_moment_stops_no_login(asterisk_desk):
    desk = asterisk_desk
    dave = logged_on(desk)
    with configured(desk.exchange, lambda text: text.replace("[blue]", "[other]")):
        pass
    for _ in range(2):
        log_off(dave)
        assert members(desk.exchange) == {}
        dave.send(command("agentlogin"))
        shows(dave, "available")
        assert set(members(desk.exchange)) == {"blue", "red"}
        desk.agrees(dave)
    log_off(dave)


def test_T026_a_queue_that_a_reload_takes_away_has_no_members_for_clients(asterisk_desk):
    desk = asterisk_desk
    dave = logged_on(desk)
    with configured(desk.exchange, lambda text: text.replace("[blue]", "[other]")):
        wait_until(lambda: dave.list_status("queuemembers", "Agent/2001,blue")["status"] == "101", what="a queue without members")
        assert dave.list_status("queuemembers", "Agent/2001,red")["status"] == "1"
    desk.agrees(dave)
    log_off(dave)


def test_T152_queues_go_and_come_with_their_module(asterisk_desk):
    desk = asterisk_desk
    dave, asterisk = logged_on(desk), desk.exchange.asterisk
    asterisk.cli("module unload app_queue.so")
    try:
        shows(dave, "logged_out")
    finally:
        asterisk.cli("module load app_queue.so")
    dave.send(command("agentlogin"))
    shows(dave, "available")
    desk.agrees(dave)
    log_off(dave)


def test_T078_a_call_that_the_phone_forwards_is_the_agents_until_its_end(asterisk_desk):
    desk = asterisk_desk
    dave, phone, other = logged_on(desk), desk.phone("1004"), desk.phone("1005")
    call = desk.phone("1002").call("3001")
    phone.incoming().redirect("1005")
    other.incoming().answer()
    shows(dave, "unavailable", on_call_acd=True)
    mark = dave.mark()
    desk.agrees(dave)
    call.wait_for("up")
    call.hangup()
    shows(dave, "unavailable", on_call_acd=False, on_wrapup=True)
    shows(dave, "available")
    assert availabilities(dave, mark) == ["unavailable", "available"]
    log_off(dave)


def test_T080_in_a_conference_with_the_caller_an_agent_is_busy_until_the_phone_is_free(asterisk_desk):
    desk = asterisk_desk
    dave, phone, session = logged_on(desk), desk.phone("1004"), desk.exchange.session()
    caller = desk.phone("1001").call("3001")
    mine = phone.incoming().answer()
    shows(dave, "unavailable", on_call_acd=True)
    legs = {name.partition("-")[0]: name for name in session.channels()}
    place = {"Context": "default", "Exten": "4001", "Priority": "1"}
    session.ask("Redirect", Channel=legs["PJSIP/1001"], ExtraChannel=legs["PJSIP/1004"], **place, **{"Extra" + key: value for key, value in place.items()})
    wait_until(lambda: len(session.list("ConfbridgeList", Conference="4001")) == 2, what="both in the room")
    mark = dave.mark()
    caller.hangup()
    wait_until(lambda: len(session.list("ConfbridgeList", Conference="4001")) == 1, what="the agent alone in the room")
    shows(dave, "on_call_nonacd_incoming_internal")
    mine.hangup()
    wait_until(lambda: status(dave)["availability"] in ("available", "unavailable") and not status(dave)["on_call_nonacd"], what="a free phone")
    shows(dave, "available")
    told = availabilities(dave, mark)
    assert "available" not in told[:told.index("on_call_nonacd_incoming_internal")]
    session.close()
    log_off(dave)


def test_T152_an_agent_at_two_interfaces_leaves_both(asterisk_desk):
    desk = asterisk_desk
    dave, session = logged_on(desk), desk.exchange.session()
    desk.phone("1002")
    session.ask("QueueAdd", Queue="blue", Interface="PJSIP/1002", MemberName="Agent/2001", StateInterface="PJSIP/1002")
    desk.agrees(dave)
    log_off(dave)
    assert members(desk.exchange) == {}
    session.close()


def test_T074_a_member_behind_the_dialplan_is_the_agents_phone(asterisk_desk):
    desk = asterisk_desk
    desk.phone("1004")
    dave, session = desk.login("dave"), desk.exchange.session()
    session.ask("QueueAdd", Queue="blue", Interface="Local/1004@default/n", MemberName="Agent/2001", StateInterface="hint:1004@default")
    shows(dave, "available", phonenumber="1004")
    call = desk.phone("1001").call("3001")
    desk.phone("1004").incoming().answer()
    shows(dave, "unavailable", on_call_acd=True)
    call.hangup()
    shows(dave, "available")
    log_off(dave)
    assert members(desk.exchange) == {}
    session.close()
