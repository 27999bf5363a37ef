"""The state of lines and mailboxes where only a real Asterisk has the configuration to show it."""

import re

import pytest
from support.waiting import PATIENCE, wait_until


@pytest.fixture
def changed(shared_asterisk):
    """Changes a configuration file of the exchange and reloads it; undone after the test."""
    asterisk, undo = shared_asterisk.asterisk, []

    def change(name, pattern, replacement, reload):
        path = asterisk.configuration(name)
        before = path.read_text()
        after = re.sub(pattern, replacement, before, flags=re.M)
        assert after != before, f"{pattern} is not in {name}"
        path.write_text(after)
        undo.append((path, before, reload))
        asterisk.cli(reload)

    yield change
    for path, before, reload in undo:
        path.write_text(before)
        asterisk.cli(reload)


def shows(client, number, hint, within=PATIENCE):
    wait_until(lambda: client.hints()[number] == hint, within, what=lambda: f"line {number} shows {hint}, not {client.hints()[number]}")


def test_T055_a_phone_at_its_limit_is_busy(asterisk_desk, changed):
    desk = asterisk_desk
    alice, erin, client = desk.phone("1001"), desk.phone("1005"), desk.login("bob")
    changed("pjsip.conf", r"^\[1005\]\(phone\)$", "[1005](phone)\ndevice_state_busy_at = 1", "module reload res_pjsip.so")
    call = alice.call("1005")
    erin.incoming().answer()
    call.wait_for("up")
    shows(client, "1005", "2")
    call.hangup()
    shows(client, "1005", "0")


def test_T056_a_phone_that_is_not_registered_is_unavailable(asterisk_desk):
    desk = asterisk_desk
    phone, client = desk.phone("1006"), desk.login("bob")
    shows(client, "1006", "0")
    phone.unregister()
    shows(client, "1006", "4")
    phone.register()
    shows(client, "1006", "0")


def test_T056_a_registered_phone_that_does_not_answer_is_unavailable(asterisk_desk, changed):
    desk = asterisk_desk
    phone, client = desk.phone("1004"), desk.login("bob")
    shows(client, "1004", "0")
    changed("pjsip.conf", r"^\[1004\]\(registered\)$", "[1004](registered)\nqualify_frequency = 1\nqualify_timeout = 0.5",
            "module reload res_pjsip.so")
    phone.register()
    shows(client, "1004", "0")
    del desk.exchange.phones["1004"]
    phone.close()  # the cable is pulled
    shows(client, "1004", "4", within=10)


def test_T053_the_phone_that_was_put_on_hold_shows_it(asterisk_desk):
    desk = asterisk_desk
    alice, bob, client = desk.phone("1001"), desk.phone("1002"), desk.login("carol")
    call = alice.call("1002")
    bob.incoming().answer()
    call.wait_for("up")
    session = desk.exchange.session()
    session.wait_bridged(2)
    session.close()
    call.hold()
    shows(client, "1002", "16")
    assert client.hints()["1001"] == "1"
    call.resume()
    shows(client, "1002", "1")


def test_T058_T060_a_line_whose_hint_is_taken_away_follows_its_device(asterisk_desk, changed):
    desk = asterisk_desk
    bob, dave, client = desk.phone("1002"), desk.phone("1004"), desk.login("bob")
    shows(client, "1004", "0")
    call = bob.call("1004")
    ringing = dave.incoming()
    shows(client, "1004", "8")
    changed("extensions.conf", r"^exten => 1004,hint,.*$", "", "dialplan reload")
    ringing.answer()
    call.wait_for("up")
    shows(client, "1004", "1", within=20)  # no event tells it: the comparison has to come round
    call.hangup()
    shows(client, "1004", "0", within=20)


def test_T059_a_hint_that_comes_back_is_read_again(asterisk_desk, changed):
    desk = asterisk_desk
    client = desk.login("bob")
    desk.phone("1003")
    shows(client, "1003", "0")
    changed("extensions.conf", r"^exten => 1003,hint,.*$", "exten => 1003,hint,PJSIP/1008", "dialplan reload")
    desk.phone("1003").unregister()
    shows(client, "1003", "4", within=20)


def test_T097_a_voice_message_is_counted(asterisk_desk):
    desk = asterisk_desk
    client, onlooker = desk.login("bob"), desk.login("alice")
    mailbox = next(tid for tid in client.list_ids("voicemails") if client.list_config("voicemails", tid)["mailbox"] == "1002")
    before, mark = client.list_status("voicemails", mailbox)["new"], onlooker.mark()
    call = desk.phone("1001").call("*971002").wait_for("up")
    call.play_tone(3)
    call.hangup()
    onlooker.wait_for({"function": "updatestatus", "listname": "voicemails", "tid": mailbox, "status": {"new": before + 1}}, after=mark)
    desk.agrees(client)


def test_T123_the_header_that_makes_a_phone_pick_up_arrives(auto_answer_desk):
    desk = auto_answer_desk
    client, phone = desk.login("alice"), desk.phone("1001")
    assert desk.dial(client, "1002")["class"] == "dial_success"
    own = phone.incoming()
    assert own.invite.get("Alert-Info") == "<http://localhost>;info=alert-autoanswer"
    own.answer()
    other = desk.phone("1002").incoming()
    assert not other.invite.get("Alert-Info")
