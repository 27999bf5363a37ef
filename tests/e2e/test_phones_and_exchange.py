"""The tools of these tests, tested on each other: SIP phones on a real Asterisk, without any server of ours."""


import pytest
from asterisk import Asterisk, missing, required
from sip_phone import Phone
from support.waiting import wait_until


@pytest.fixture(scope="module")
def three(shared_asterisk):
    return [shared_asterisk.phone(number) for number in ("1001", "1002", "1003")]


@pytest.fixture
def session(shared_asterisk):
    session = shared_asterisk.session()
    yield session
    session.close()


@pytest.fixture(autouse=True)
def quiet(request):
    yield
    if "shared_asterisk" in request.fixturenames:
        request.getfixturevalue("shared_asterisk").settle()


def test_a_call_is_answered_held_resumed_and_ended(three, session):
    alice, bob, _ = three
    call = alice.call("1002")
    ringing = bob.incoming()
    assert '"Alice Martin" <sip:1001@' in ringing.invite.get("From")
    call.wait_for("ringing")
    ringing.answer()
    call.wait_for("up")
    session.wait_bridged(2)
    call.hold()
    wait_until(lambda: session.hints()["PJSIP/1002"] == "16", what="1002 on hold")
    call.resume()
    wait_until(lambda: session.hints()["PJSIP/1002"] == "1", what="1002 in use")
    call.dtmf("12#")
    ringing.hangup()
    call.wait_for("ended")


def test_every_way_not_to_take_a_call(three):
    alice, bob, carol = three
    for code, told in ((486, 486), (603, 403)):  # Asterisk tells a declined call so
        call = alice.call("1002")
        bob.incoming().reject(code)
        assert call.wait_for("ended").code == told
    call = alice.call("1002")
    ringing = bob.incoming()
    call.hangup()
    assert ringing.wait_for("ended").code == 487
    assert call.code == 487
    call = alice.call("1002")
    bob.incoming().redirect("1003")
    carol.incoming().answer()
    call.wait_for("up")


@pytest.mark.parametrize("number", ["3000", "3001", "3002", "3009", "4001", "*98", "*971001", "9000", "9001", "9004", "9005", "9400"])
def test_the_services_of_the_dialplan_answer(three, number):
    three[0].call(number).wait_for("up").hangup()


def test_a_call_is_parked_and_fetched(three, session):
    alice, bob, carol = three
    call = alice.call("1002")
    bob.incoming().answer()
    call.wait_for("up")
    session.wait_bridged(2)
    assert call.refer("700") == 202
    wait_until(lambda: [item["ParkingSpace"] for item in session.list("ParkedCalls")] == ["701"], what="bob parked")
    carol.call("701").wait_for("up")
    wait_until(lambda: not session.list("ParkedCalls"), what="bob fetched")


def test_the_branch_and_the_public_network_reach_the_phones(shared_asterisk, three):
    asterisk, grace = shared_asterisk.asterisk, shared_asterisk.phone("1007")
    three[0].call("1007")
    grace.incoming()
    grace.call("1002")
    assert three[1].incoming().invite.get("From").startswith('"Grace Kim"')
    outside = Phone("0612345678", asterisk.registrar, port=asterisk.outside_port)
    outside.call("0123456789")
    assert "0612345678" in three[1].incoming().invite.get("From")
    outside.hangup_all()
    outside.close()


def test_T047_a_number_that_does_not_exist_causes_no_event(three, session):
    session.ask("Events", EventMask="on")
    assert three[0].call("4999").wait_for("ended").code == 404
    number = session.send("Ping")
    while (message := session.read()).get("ActionID") != number:
        assert "Channel" not in message, message


def test_transfers_by_the_phone(three, session):
    alice, bob, carol = three
    call = alice.call("1002")
    first = bob.incoming().answer()
    session.wait_bridged(2)
    call.wait_for("up")
    assert call.refer("1003") == 202
    carol.incoming().answer()
    wait_until(lambda: any("200 OK" in body for body in call.notified), what="the end of the transfer told")
    first.hangup()
    call.hangup()
    wait_until(lambda: not session.channels(), what="the end of all calls")

    call = alice.call("1002")
    first = bob.incoming().answer()
    call.wait_for("up")
    session.wait_bridged(2)
    call.hold()
    consultation = alice.call("1003")
    second = carol.incoming().answer()
    consultation.wait_for("up")
    session.wait_bridged(4)
    assert call.refer_to_call(consultation) == 202
    consultation.wait_for("ended")
    first.hangup()
    second.wait_for("ended")


def test_a_lamp_follows_the_phone_it_watches(three):
    alice, bob, carol = three
    lamp = carol.subscribe("1002")
    lamp.wait_for("terminated")
    call = alice.call("1002")
    lamp.wait_for("early")
    bob.incoming().answer()
    lamp.wait_for("confirmed")
    call.hangup()
    lamp.wait_for("terminated")


def test_a_voice_message_is_kept(three, shared_asterisk):
    call = three[0].call("*971002").wait_for("up")
    call.play_tone(3)
    call.hangup()
    box = lambda: [line.split()[-1] for line in shared_asterisk.asterisk.cli("voicemail show users").splitlines() if " 1002 " in line]
    wait_until(lambda: box() == ["1"], what=lambda: f"one message in the box, not {box()}")


@pytest.mark.parametrize("version", [16, 22])
def test_T196_an_asterisk_starts_without_root_and_leaves_nothing(version):
    if reason := missing(version):
        (pytest.fail if required() else pytest.skip)(reason)
    asterisk = Asterisk(version).start()
    with Phone("1008", asterisk.registrar):
        pass
    asterisk.stop()
    assert not asterisk.alive()
    assert not asterisk.run.exists()
