"""Transfers with real phones: alice (1001) has called carol (1003), who transfers to bob (1002) from her client. On every exchange,
but for what only a real dialplan and real sound can show."""

import threading

import pytest
from desk import live
from support.waiting import wait_until


@pytest.fixture
def talking(desk):
    """alice and carol talk; carol's client hears of her calls."""
    return begin(desk)


def begin(desk):
    desk.alice, desk.bob, desk.carol = (desk.phone(number) for number in ("1001", "1002", "1003"))
    desk.client = desk.login("carol")
    wait_until(lambda: not desk.client.current_calls(), what="the calls before are over")
    mark = desk.client.mark()
    desk.session = desk.exchange.session()
    desk.call = desk.alice.call("1003")
    desk.own = desk.carol.incoming().answer()
    desk.call.wait_for("up")
    current(desk, ["1001"], after=mark)
    return desk


def current(desk, numbers, after=0):
    """Waits until carol's client was told that she talks with these."""
    return desk.client.wait_for(lambda m: m["class"] == "current_calls" and [c["cid_number"] for c in m["current_calls"]] == numbers, after=after)


def who_talks(desk):
    """The phones that hear each other, through Local channels too: {frozenset({"1001", "1003"})}."""
    bridges = {}
    for channel in desk.session.list("CoreShowChannels"):
        if channel.get("BridgeId"):
            bridges.setdefault(channel["BridgeId"], set()).add(channel["Channel"])
    halves = {}
    for bridge, members in bridges.items():
        for member in members:
            if member.startswith("Local/"):
                halves.setdefault(member.split(";")[0], set()).add(bridge)
    for pair in halves.values():
        first, *others = pair
        for other in others:
            bridges[first] |= bridges.pop(other)
    return {frozenset(m.split("/")[1].split("-")[0] for m in members if m.startswith("PJSIP/")) for members in bridges.values()}


def together(desk, *phones):
    wait_until(lambda: who_talks(desk) == {frozenset(phones)}, what=lambda: f"{phones} talk, {who_talks(desk)} do")


def consult(desk, number="1002"):
    """carol calls bob, who answers; bob's call."""
    mark = desk.client.mark()
    desk.client.send({"class": "attended_transfer", "number": number})
    ringing = desk.bob.incoming()
    assert not desk.client.all({"class": "current_call_attended_transfer_answered"}, mark)
    ringing.answer()
    told = desk.client.wait_for({"class": "current_call_attended_transfer_answered"}, after=mark)
    assert told["line"] == "sip/1003"
    together(desk, "1002", "1003")
    current(desk, ["1002"], after=mark)
    return ringing


def cancelled(desk, after):
    assert desk.client.wait_for({"class": "current_call_attended_transfer_cancelled"}, after=after)["line"] == "sip/1003"


def test_P130_T129_direct_transfer(talking):
    mark = talking.client.mark()
    talking.client.send({"class": "direct_transfer", "number": "1002"})
    ringing = talking.bob.incoming()
    talking.own.wait_for("ended")
    ringing.answer()
    together(talking, "1001", "1002")
    current(talking, [], after=mark)


def test_P136_T129_T130_a_number_that_does_not_exist_leaves_the_call_alone(talking):
    for command in ("direct_transfer", "attended_transfer"):
        assert talking.client.ask({"class": command, "number": "4999"})["error_string"] == "unreachable_extension:4999"
    together(talking, "1001", "1003")


def test_P131_P132_P173_T131_T132_an_attended_transfer_is_completed(talking):
    ringing = consult(talking)
    mark = talking.client.mark()
    talking.client.send({"class": "complete_transfer"})
    together(talking, "1001", "1002")
    talking.own.wait_for("ended")
    current(talking, [], after=mark)
    ringing.hangup()
    talking.call.wait_for("ended")


def test_P133_P174_T133_cancelled_while_the_target_talks(talking):
    ringing = consult(talking)
    mark = talking.client.mark()
    talking.client.send({"class": "cancel_transfer"})
    cancelled(talking, mark)
    ringing.wait_for("ended")
    together(talking, "1001", "1003")
    current(talking, ["1001"], after=mark)
    consult(talking)  # and once more: nothing is left of the first
    talking.client.send({"class": "complete_transfer"})
    together(talking, "1001", "1002")


def test_P133_T133_cancelled_while_the_target_rings(talking):
    mark = talking.client.mark()
    talking.client.send({"class": "attended_transfer", "number": "1002"})
    ringing = talking.bob.incoming()
    talking.client.send({"class": "cancel_transfer"})
    cancelled(talking, mark)
    ringing.wait_for("ended")
    together(talking, "1001", "1003")
    assert not talking.client.all({"class": "current_call_attended_transfer_answered"}, mark)


@pytest.mark.parametrize("how", ["busy", "hangs up"])
def test_P133_T134_without_the_target_the_two_are_together_again(talking, how):
    mark = talking.client.mark()
    if how == "busy":
        talking.client.send({"class": "attended_transfer", "number": "1002"})
        talking.bob.incoming().reject()
    else:
        consult(talking).hangup()
    cancelled(talking, mark)
    together(talking, "1001", "1003")


def test_T135_the_held_party_hangs_up(talking):
    consult(talking)
    mark = talking.client.mark()
    talking.call.hangup()
    cancelled(talking, mark)
    together(talking, "1002", "1003")
    talking.client.send({"class": "complete_transfer"})
    talking.client.ask({"class": "keepalive"})
    together(talking, "1002", "1003")


def test_T136_the_phone_that_hangs_up_completes(talking):
    consult(talking)
    talking.own.hangup()
    together(talking, "1001", "1002")


def test_T136_who_hangs_up_before_the_answer_makes_it_a_blind_transfer(asterisk_desk):
    talking = begin(asterisk_desk)
    talking.client.send({"class": "attended_transfer", "number": "1002"})
    first = talking.bob.incoming()
    talking.own.hangup()
    first.wait_for("ended")
    talking.bob.incoming().answer()
    together(talking, "1001", "1002")


def test_T131_T136_who_was_reached_by_a_transfer_transfers_on(asterisk_desk):
    """carol hangs up and is out of it; bob, whom alice has come to behind a Local channel, consults dave."""
    desk = begin(asterisk_desk)
    consult(desk)
    desk.own.hangup()
    together(desk, "1001", "1002")
    desk.client, dave = desk.login("bob"), desk.phone("1004")
    wait_until(desk.client.current_calls, what="bob's call is known")
    desk.client.send({"class": "attended_transfer", "number": "1004"})
    dave.incoming().answer()
    assert desk.client.wait_for({"class": "current_call_attended_transfer_answered"})["line"] == "sip/1002"
    desk.client.send({"class": "complete_transfer"})
    together(desk, "1001", "1004")


def test_T139_the_server_is_killed_during_a_consultation(talking):
    """Nobody is cut off, and the transfer can be completed afterwards."""
    consult(talking)
    seen = talking.server.log().count("exchange: live")
    talking.server.kill()
    together(talking, "1002", "1003")
    talking.server.start()
    live(talking.server, seen + 1)
    talking.client = talking.login("carol")
    talking.client.send({"class": "complete_transfer"})
    together(talking, "1001", "1002")
    talking.own.wait_for("ended")


def test_T138_T081_a_queue_call_is_transferred_and_the_agent_is_free(asterisk_desk):
    """carol is a member of the switchboard's queue: after a transfer she is available at once."""
    desk = asterisk_desk
    desk.alice, desk.bob, desk.carol = (desk.phone(number) for number in ("1001", "1002", "1003"))
    desk.client, desk.session = desk.login("carol"), desk.exchange.session()
    desk.client.ask({"class": "subscribe", "message": "current_calls"})
    desk.call = desk.alice.call("3000")
    desk.own = desk.carol.incoming().answer()
    current(desk, ["1001"])
    consult(desk)
    desk.client.send({"class": "complete_transfer"})
    together(desk, "1001", "1002")
    desk.own.wait_for("ended")
    member = lambda: [m for m in desk.session.list("QueueStatus", Queue="__switchboard") if m["Event"] == "QueueMember"]
    wait_until(lambda: [(m["Status"], m["InCall"]) for m in member()] == [("1", "0")], what=lambda: f"carol is available: {member()}")


def messages(client, mailbox="1002"):
    tid = next(tid for tid in client.list_ids("voicemails") if client.list_config("voicemails", tid)["mailbox"] == mailbox)
    return client.list_status("voicemails", tid)["new"]


def leave_message(desk, before):
    """alice speaks after the greeting, hangs up, and bob has a message more."""
    speaking = threading.Thread(target=desk.call.play_tone, args=(60,))
    speaking.start()
    try:
        begun = lambda: "has begun" if any(desk.exchange.asterisk.run.glob("**/voicemail/default/1002/tmp/*")) else ""
        wait_until(begun, 40, what="the message is being recorded")
        wait_until(lambda: sum(f.stat().st_size for f in desk.exchange.asterisk.run.glob("**/voicemail/default/1002/tmp/*.wav")) > 32000, 10,
                   what="two seconds of sound")
    finally:
        desk.call.hangup()
        speaking.join()
    wait_until(lambda: messages(desk.client) == before + 1, 10, what=lambda: f"a message more than {before}: {messages(desk.client)}")


def test_P134_T140_a_message_is_left_after_a_blind_transfer_to_voicemail(asterisk_desk):
    desk = begin(asterisk_desk)
    before = messages(desk.client)
    desk.client.send({"class": "blind_transfer_voicemail", "voicemail": "1002"})
    desk.own.wait_for("ended")
    leave_message(desk, before)


def test_P135_T141_the_greeting_is_heard_first_and_the_message_is_left(asterisk_desk):
    desk = begin(asterisk_desk)
    before, mark = messages(desk.client), desk.client.mark()
    desk.client.send({"class": "attended_transfer_voicemail", "voicemail": "1002"})
    desk.client.wait_for({"class": "current_call_attended_transfer_answered", "line": "sip/1003"}, after=mark)
    hearing = lambda: {c["Channel"].split("-")[0]: c["Application"] for c in desk.session.list("CoreShowChannels")}
    wait_until(lambda: hearing().get("PJSIP/1003") == "VoiceMail", what=lambda: f"carol hears the greeting: {hearing()}")
    assert hearing()["PJSIP/1001"] == "Wait"
    desk.client.send({"class": "cancel_transfer"})
    cancelled(desk, mark)
    together(desk, "1001", "1003")

    def hears_it_again():  # asked until the server has heard, too, that the two talk
        desk.client.send({"class": "attended_transfer_voicemail", "voicemail": "1002"})
        return hearing().get("PJSIP/1003") == "VoiceMail"

    wait_until(hears_it_again, every=0.3, what=lambda: f"carol hears the greeting: {hearing()}")
    desk.client.send({"class": "complete_transfer"})
    desk.own.wait_for("ended")
    leave_message(desk, before)


def test_P137_T142_a_mailbox_that_there_is_not(asterisk_desk):
    desk = begin(asterisk_desk)
    for mailbox in ("4711", "1002@default", "1002,u"):
        desk.client.send({"class": "blind_transfer_voicemail", "voicemail": mailbox})
        desk.client.send({"class": "attended_transfer_voicemail", "voicemail": mailbox})
    assert desk.client.ask({"class": "direct_transfer", "number": "4999"})["error_string"] == "unreachable_extension:4999"
    together(desk, "1001", "1003")
    assert desk.server.log()[desk.server_log_begin:].count("mailbox") >= 6
