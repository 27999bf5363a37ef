"""Services that act on calls of a real Asterisk (telephony 4.13): set by one client, seen by another, and the next call obeys. When
the server is gone the same call rings."""

import threading

import pytest
from conftest import desk_of
from desk import live
from support.server import Server
from support.waiting import wait_until

RING_TIME = 3


@pytest.fixture(scope="module")
def server(shared_asterisk):
    agi = {**shared_asterisk.agi, "ring_time": RING_TIME}
    with Server(shared_asterisk.account, exchange={"compare_every": 1}, agi=agi) as server:
        yield live(server)


@pytest.fixture
def desk(shared_asterisk, server):
    """Phones of alice, bob and carol; bob's client sets services, carol's sees it. Afterwards bob and carol have none."""
    for desk in desk_of(shared_asterisk, server):
        desk.alice, desk.bob, desk.carol = (desk.phone(number) for number in ("1001", "1002", "1003"))
        desk.client, desk.onlooker = desk.login("bob"), desk.login("carol")
        yield desk
        for user in ("bob", "carol"):
            reset(desk.login(user))


def reset(client):
    """Switches all off. Every change is told, in order and even to the value that was there: the last one says that all are in force."""
    mark = client.mark()
    for function in ("enablednd", "incallfilter", "enablerecording"):
        client.send({"class": "featuresput", "function": function, "value": False})
    for kind in ("unc", "rna", "busy"):
        client.send({"class": "featuresput", "function": "fwd", "value": {f"enable{kind}": False, f"dest{kind}": ""}})
    client.wait_for({"function": "updateconfig", "tid": client.user_id, "config": {"enablebusy": False}}, after=mark)


def put(desk, function, value, told, client=None):
    """One client sets a service; another is told."""
    client = client or desk.client
    mark = desk.onlooker.mark()
    client.send({"class": "featuresput", "function": function, "value": value})
    desk.onlooker.wait_for({"function": "updateconfig", "listname": "users", "tid": client.user_id, "config": told}, after=mark)


def forward(desk, kind, number, client=None):
    value = {f"enable{kind}": True, f"dest{kind}": number}
    put(desk, "fwd", value, value, client)


def rings_without_the_server(desk):
    """T173: the server is stopped, the same call rings bob's phone; then it is there again."""
    desk.server.stop()
    try:
        call = desk.alice.call("1002")
        ringing = desk.bob.incoming()
        assert not ringing.invite.get("Diversion")
        ringing.answer()
        call.wait_for("up").hangup()
        ringing.wait_for("ended")
    finally:
        begin = desk.server.log().count("exchange: live")
        desk.server.start()
        live(desk.server, begin + 1)


def nobody_called(phone, since):
    """No INVITE has come. Asterisk answers in order: a call placed now that has ended proves the silence."""
    return not [request for request in phone.requests[since:] if request.method == "INVITE"]


def test_T167_T173_do_not_disturb(desk):
    put(desk, "enablednd", True, {"enablednd": True})
    seen = len(desk.bob.requests)
    assert desk.alice.call("1002").wait_for("ended").code == 486
    assert nobody_called(desk.bob, seen)
    rings_without_the_server(desk)


def test_T167_do_not_disturb_with_a_busy_destination(desk):
    put(desk, "enablednd", True, {"enablednd": True})
    forward(desk, "busy", "1003")
    call = desk.alice.call("1002")
    ringing = desk.carol.incoming()
    assert "reason=user-busy" in ringing.invite.get("Diversion")
    ringing.answer()
    call.wait_for("up")


def test_T168_T173_unconditional_forward(desk):
    forward(desk, "unc", "1003")
    seen = len(desk.bob.requests)
    call = desk.alice.call("1002")
    ringing = desk.carol.incoming()
    diversion = ringing.invite.get("Diversion")
    assert "sip:1002@" in diversion and "reason=unconditional" in diversion, diversion
    assert nobody_called(desk.bob, seen)
    ringing.answer()
    call.wait_for("up").hangup()
    rings_without_the_server(desk)


def test_T168_T173_forward_when_busy(desk):
    forward(desk, "busy", "1003")
    call = desk.alice.call("1002")
    desk.bob.incoming().reject(486)
    ringing = desk.carol.incoming()
    diversion = ringing.invite.get("Diversion")
    assert "sip:1002@" in diversion and "reason=user-busy" in diversion, diversion
    ringing.answer()
    call.wait_for("up").hangup()
    rings_without_the_server(desk)


def test_T168_T173_forward_on_no_answer(desk):
    forward(desk, "rna", "1003")
    call = desk.alice.call("1002")
    unanswered = desk.bob.incoming()
    ringing = desk.carol.incoming(within=RING_TIME + 5)
    diversion = ringing.invite.get("Diversion")
    assert "sip:1002@" in diversion and "reason=no-answer" in diversion, diversion
    unanswered.wait_for("ended")
    ringing.answer()
    call.wait_for("up").hangup()
    rings_without_the_server(desk)


def test_T168_a_phone_that_is_not_there_does_not_answer_either(desk):
    forward(desk, "rna", "1003")
    desk.bob.unregister()
    desk.alice.call("1002")
    assert "reason=no-answer" in desk.carol.incoming().invite.get("Diversion")


def test_T169_a_circle_of_forwards_ends_after_five_hops(desk):
    forward(desk, "unc", "1003")
    forward(desk, "unc", "1002", client=desk.onlooker)
    seen = [(phone, len(phone.requests)) for phone in (desk.bob, desk.carol)]
    begin = len(desk.exchange.log())
    call = desk.alice.call("1002").wait_for("ended")
    assert call.code == 503, call.code
    assert all(nobody_called(*phone) for phone in seen)
    asked = lambda: desk.exchange.log()[begin:].count("/user completed")
    wait_until(lambda: asked() >= 6, what=lambda: f"the first call and five hops, there were {asked()}")
    assert asked() == 6


def test_T170_T173_the_call_filter_connects_when_1_is_pressed(desk):
    put(desk, "incallfilter", True, {"incallfilter": True})
    session = desk.exchange.session()
    begin = len(desk.exchange.log())
    call = desk.alice.call("1002").wait_for("up")  # by the exchange: alice is asked for her name, and says it
    speaking = threading.Thread(target=call.play_tone, args=(20,))
    speaking.start()
    ringing = desk.bob.incoming(within=20)
    ringing.answer()
    wait_until(lambda: "priv-callpending" in desk.exchange.log()[begin:], 10, what="the announcement to bob")
    assert not session.bridged()
    ringing.dtmf("1")
    wait_until(lambda: len(session.bridged()) == 2, 10, what="a connected call")
    call.hangup()
    speaking.join()
    session.close()
    rings_without_the_server(desk)


def recordings(desk):
    return sorted((desk.exchange.asterisk.run / "spool" / "monitor").glob("*-1002-*.wav"))


def test_T171_T173_recording_of_answered_calls_only(desk):
    put(desk, "enablerecording", True, {"enablerecording": True})
    before = recordings(desk)
    call = desk.alice.call("1002")
    desk.bob.incoming().reject(603)
    call.wait_for("ended")
    assert recordings(desk) == before

    call = desk.alice.call("1002")
    ringing = desk.bob.incoming().answer()
    call.wait_for("up").play_tone(0.6)
    call.hangup()
    ringing.wait_for("ended")
    audio = lambda: [path for path in recordings(desk) if path not in before and path.stat().st_size > 4000]
    wait_until(lambda: len(audio()) == 1, what=lambda: f"one recording: {recordings(desk)}")
    rings_without_the_server(desk)
    assert len(audio()) == 1


def says(desk, phone, code, word):
    """The phone dials a code and hears whether it is on."""
    begin = len(desk.exchange.log())
    call = phone.call(code).wait_for("up")
    wait_until(lambda: f"Playing '{word}" in desk.exchange.log()[begin:], what=f"{code} answered with {word}")
    call.hangup()


def test_T172_T173_feature_codes_of_the_phone(desk):
    told = lambda config, mark: desk.onlooker.wait_for({"function": "updateconfig", "tid": "2", "config": config}, after=mark)
    for code, word, config in [("*25", "activated", {"enablednd": True}), ("*25", "de-activated", {"enablednd": False}),
                               ("*26", "activated", {"enablerecording": True}), ("*27", "activated", {"incallfilter": True}),
                               ("*211003", "activated", {"enableunc": True, "destunc": "1003"}),
                               ("*21", "de-activated", {"enableunc": False, "destunc": "1003"}),
                               ("*221003", "activated", {"enablerna": True, "destrna": "1003"}),
                               ("*231003", "activated", {"enablebusy": True, "destbusy": "1003"}),
                               ("*20", "de-activated", {"enablerna": False, "enablebusy": False})]:
        mark = desk.onlooker.mark()
        says(desk, desk.bob, code, word)
        told(config, mark)
    desk.server.stop()
    try:
        says(desk, desk.bob, "*25", "beeperr")
    finally:
        desk.server.start()


def test_T175_callers_who_hang_up_while_the_dialplan_asks(desk):
    for _ in range(20):
        desk.alice.call("1002").hangup()
    call = desk.alice.call("1002")
    wait_until(lambda: desk.bob.calls and desk.bob.calls[-1].state == "ringing", what="bob's phone ringing")
    desk.bob.calls[-1].answer()
    call.wait_for("up")


def test_voicemail_of_the_dialplan_stays_for_who_has_no_forward(desk):
    begin = len(desk.exchange.log())
    call = desk.alice.call("1002")
    desk.bob.incoming()
    call.wait_for("up", within=RING_TIME + 5)
    wait_until(lambda: "VoiceMail" in desk.exchange.log()[begin:], what="the mailbox")
