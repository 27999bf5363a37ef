"""Calls on all three exchanges: what people do with phones and clients, and what every client sees of it."""

import pytest
from support.waiting import PATIENCE, wait_until


def see(clients, changes, within=PATIENCE):
    """Waits until every client has been told exactly these hints of that line, in this order; `clients` are pairs with their mark."""
    (tid, expected), = changes.items()
    for client, mark in clients:
        wait_until(lambda: client.hint_changes(tid, mark)[:len(expected)] == expected, within,
                   what=lambda: f"user {client.user_id} is told {expected} of line {tid}, was told {client.hint_changes(tid, mark)}")


def ended(desk, client):
    """Waits until the line hints are all quiet again."""
    wait_until(lambda: set(client.hints().values()) <= {"0", "4"}, what=lambda: f"quiet lines: {client.hints()}")


@pytest.fixture
def everybody(desk):
    """Phones of alice and bob, and clients of them and of two who only look on."""
    desk.alice_phone, desk.bob_phone = desk.phone("1001"), desk.phone("1002")
    clients = {user: desk.login(user) for user in ("alice", "bob", "carol", "frank")}
    desk.alice, desk.bob = clients["alice"], clients["bob"]
    ended(desk, desk.alice)
    desk.lines = desk.alice.phones()
    desk.onlookers = lambda: [(client, client.mark()) for client in clients.values()]
    return desk


def test_P118_P119_T119_T028_dial_rings_the_other_phone_and_all_clients_see_it(everybody):
    desk = everybody
    onlookers = desk.onlookers()
    bob_line = desk.lines["1002"]
    mark = desk.alice.mark()
    answer = desk.dial(desk.alice, "1002")
    assert answer["class"] == "dial_success" and answer["exten"] == "1002", answer
    own = desk.exchange.own_call(desk.alice_phone)
    ringing = desk.bob_phone.incoming()
    see(onlookers, {bob_line: ["8"]})
    assert caller_shown(desk, "1002") == "1001"
    ringing.answer()
    own.wait_for("up")
    see(onlookers, {bob_line: ["8", "1"]})
    assert desk.alice.hints()["1001"] == "1"
    desk.alice.send({"class": "hangup"})
    own.wait_for("ended")
    ringing.wait_for("ended")
    see(onlookers, {bob_line: ["8", "1", "0"]})
    ended(desk, desk.alice)
    for client, since in onlookers:  # and nothing came twice or late
        client.ask({"class": "keepalive"})
        assert client.hint_changes(bob_line, since) == ["8", "1", "0"]
    assert not desk.alice.all({"class": "ipbxcommand"}, mark)
    assert not [c for c in (desk.bob,) if c.all({"class": "dial_success"})]


def caller_shown(desk, number):
    """The number that the ringing phone shows, as the exchange has it."""
    session = desk.exchange.session()
    try:
        for channel in session.list("CoreShowChannels"):
            if channel["Channel"].startswith(f"PJSIP/{number}-"):
                return channel["ConnectedLineNum"]
    finally:
        session.close()


def test_P204_a_call_placed_on_the_phones_alone_is_seen_just_the_same(everybody):
    desk = everybody
    onlookers = desk.onlookers()
    call = desk.alice_phone.call("1002")
    ringing = desk.bob_phone.incoming()
    see(onlookers, {desk.lines["1002"]: ["8"]})
    ringing.answer()
    call.wait_for("up")
    see(onlookers, {desk.lines["1002"]: ["8", "1"]})
    see(onlookers, {desk.lines["1001"]: ["1"]})
    ringing.hangup()
    call.wait_for("ended")
    see(onlookers, {desk.lines["1002"]: ["8", "1", "0"]})
    see(onlookers, {desk.lines["1001"]: ["1", "0"]})
    desk.agrees(desk.alice)


@pytest.mark.parametrize("destination", ["exten:xivo/1002", "user:xivo/2", '"Bob Stone" <1002>', "10 02"])
def test_P119_P122_P123_other_ways_to_name_the_destination(everybody, destination):
    desk = everybody
    answer = desk.dial(desk.alice, destination)
    assert (answer["class"], answer.get("exten")) == ("dial_success", "1002"), answer
    desk.exchange.own_call(desk.alice_phone)
    desk.bob_phone.incoming()


@pytest.mark.parametrize("destination,exten", [("vm_consult:xivo/1", "*98"), ("voicemail:xivo/2", "*971002")])
def test_P120_P121_T122_voicemail_destinations(everybody, destination, exten):
    desk = everybody
    answer = desk.dial(desk.alice, destination)
    assert (answer["class"], answer.get("exten")) == ("dial_success", exten), answer
    desk.exchange.own_call(desk.alice_phone)
    session = desk.exchange.session()
    dialled = lambda: [c.get("Exten") for c in session.list("CoreShowChannels")]
    wait_until(lambda: dialled() == [exten], what=lambda: f"a call at {exten}: {dialled()}")
    session.close()


@pytest.mark.parametrize("destination,application", [("vm_consult:xivo/1", "VoiceMailMain"), ("voicemail:xivo/2", "VoiceMail")])
def test_P120_P121_the_mailbox_itself_answers(asterisk_desk, destination, application):
    desk = asterisk_desk
    phone, client, session = desk.phone("1001"), desk.login("alice"), desk.exchange.session()
    assert desk.dial(client, destination)["class"] == "dial_success"
    phone.incoming().answer()
    running = lambda: [c.get("Application") for c in session.list("CoreShowChannels")]
    wait_until(lambda: running() == [application], what=lambda: f"{application}, there is {running()}")
    session.close()


@pytest.mark.parametrize("destination,told", [("4999", "4999"), ("exten:xivo/4999", "4999"), ("fridge:xivo/1", "fridge:xivo/1")])
def test_P124_P127_T120_what_cannot_be_called_rings_nowhere(everybody, destination, told):
    desk = everybody
    onlookers = desk.onlookers()
    answer = desk.dial(desk.alice, destination)
    assert answer["class"] == "ipbxcommand" and answer["error_string"] == f"unreachable_extension:{told}", answer
    for client, mark in onlookers:
        assert client.hears_nothing({"listname": "phones"}, mark)


def test_T012_answers_find_their_questions(everybody):
    desk = everybody
    numbers = range(100)
    for n in numbers:
        desk.alice.send({"class": "ipbxcommand", "command": "dial", "destination": f"50{n:02}", "commandid": n})
    for n in numbers:
        assert desk.alice.wait_for({"replyid": n}, within=10)["error_string"] == f"unreachable_extension:50{n:02}"


def test_T121_a_phone_that_is_not_registered_cannot_dial(everybody):
    desk = everybody
    desk.alice_phone.unregister()
    wait_until(lambda: desk.alice.hints()["1001"] == "4", what="line 1001 unavailable")
    mark = desk.alice.mark()
    desk.alice.send({"class": "ipbxcommand", "command": "dial", "destination": "1002"})
    desk.alice.wait_for({"error_string": "unreachable_extension:1002"}, within=5, after=mark)
    desk.alice_phone.register()
    wait_until(lambda: desk.alice.hints()["1001"] == "0", what="line 1001 idle again")


def test_T121_the_user_who_declines_the_own_call_is_told_nothing(asterisk_desk):
    desk = asterisk_desk
    phone, client = desk.phone("1001"), desk.login("alice")
    line = client.phones()["1001"]
    for code in (486, 603):
        mark = client.mark()
        assert desk.dial(client, "1002")["class"] == "dial_success"
        call = phone.incoming()
        wait_until(lambda: client.hint_changes(line, mark), what="line 1001 rings")  # an exchange may leave out what lasts no moment
        call.reject(code)
        wait_until(lambda: client.hint_changes(line, mark)[-1:] == ["0"], what="line 1001 idle again")
        assert client.hears_nothing({"class": "ipbxcommand"}, mark)


def test_P128_hangup_ends_a_call_that_rings(everybody):
    desk = everybody
    call = desk.alice_phone.call("1002")
    desk.bob_phone.incoming()
    wait_until(lambda: desk.alice.hints()["1002"] == "8", what="line 1002 ringing")
    desk.alice.send({"class": "hangup"})
    call.wait_for("ended")
    ended(desk, desk.alice)


def test_P129_T126_hangup_without_a_call_is_silence(everybody):
    desk = everybody
    mark = desk.alice.mark()
    desk.alice.send({"class": "hangup"})
    assert desk.alice.hears_nothing(after=mark)
    call = desk.alice_phone.call("1002")  # a call that ends at the same moment from both sides
    ringing = desk.bob_phone.incoming().answer()
    call.wait_for("up")
    wait_until(lambda: desk.alice.hints()["1001"] == "1", what="line 1001 in use")
    mark = desk.alice.mark()
    desk.alice.send({"class": "hangup"})
    desk.bob.send({"class": "hangup"})
    call.wait_for("ended")
    ringing.wait_for("ended")
    ended(desk, desk.alice)
    assert desk.alice.hears_nothing({"class": "ipbxcommand"}, mark)


def test_T125_hangup_leaves_the_held_call_alone(asterisk_desk):
    desk = asterisk_desk
    alice, bob, carol = (desk.phone(n) for n in ("1001", "1002", "1003"))
    client, session = desk.login("alice"), desk.exchange.session()
    held = alice.call("1002")
    bob.incoming().answer()
    held.wait_for("up")
    session.wait_bridged(2)
    held.hold()
    wait_until(lambda: client.hints()["1002"] == "16", what="line 1002 on hold")
    second = alice.call("1003")
    carol.incoming().answer()
    second.wait_for("up")
    session.wait_bridged(4)
    known = lambda: sorted(call["cid_number"] for call in client.current_calls())
    wait_until(lambda: known() == ["1002", "1003"], what=lambda: f"both calls on the client: {known()}")
    client.send({"class": "hangup"})
    second.wait_for("ended")
    wait_until(lambda: client.hints()["1003"] == "0", what="line 1003 idle")
    client.send({"class": "hangup"})  # only the held one is left
    assert client.hears_nothing({"class": "ipbxcommand"})
    assert held.state == "up" and len(session.bridged()) == 2
    session.close()


def test_P203_P204_P205_P210_a_registered_client_follows_one_line(everybody):
    desk = everybody
    line = int(desk.lines["1002"])
    uuid = desk.alice.list_config("users", "1")["xivo_uuid"]
    pattern = {"class": "endpoint_status_update", "data": {"endpoint_id": line}}
    mark, other = desk.alice.mark(), desk.bob.mark()
    desk.alice.send({"class": "register_endpoint_status_update", "endpoint_ids": [[uuid, str(line)]]})
    desk.alice.wait_for({**pattern, "data": {"xivo_uuid": uuid, "endpoint_id": line, "status": 0}}, after=mark)
    call = desk.alice_phone.call("1002")
    ringing = desk.bob_phone.incoming()
    wait_until(lambda: desk.alice.hints()["1002"] == "8", what="line 1002 rings")  # an exchange may leave out what lasts no moment
    ringing.answer()
    call.wait_for("up")
    desk.alice.wait_for({**pattern, "data": {"status": 1}}, after=mark)
    call.hangup()
    statuses = lambda: [m["data"]["status"] for m in desk.alice.all(pattern, mark)]
    wait_until(lambda: statuses() == [0, 8, 1, 0], what=lambda: f"0, 8, 1, 0 told, not {statuses()}")
    assert not desk.bob.all({"class": "endpoint_status_update"}, other)

    desk.alice.send({"class": "unregister_endpoint_status_update", "endpoint_ids": [[uuid, line]]})
    desk.alice.ask({"class": "keepalive"})  # by then it is unregistered
    mark = desk.alice.mark()
    desk.alice_phone.call("1002")
    desk.bob_phone.incoming()
    wait_until(lambda: desk.alice.hints()["1002"] == "8", what="line 1002 ringing")
    assert desk.alice.hears_nothing(pattern, mark)


def test_T047_a_number_that_does_not_exist_moves_nothing(asterisk_desk):
    desk = asterisk_desk
    client = desk.login("bob")
    phone = desk.phone("1001")
    wait_until(lambda: client.hints()["1001"] == "0", what="line 1001 idle")
    mark = client.mark()
    assert phone.call("4999").wait_for("ended").code == 404
    assert client.hears_nothing(after=mark)


def test_T015_line_ends_in_a_destination_reach_nobody(asterisk_desk):
    desk = asterisk_desk
    alice, bob, carol = (desk.phone(n) for n in ("1001", "1002", "1003"))
    client = desk.login("carol")
    bystanders = alice.call("1002")
    bob.incoming().answer()
    bystanders.wait_for("up")
    hangup = "Action: Hangup{0}Channel: /PJSIP.*/{0}{0}"  # would end all calls at once
    for evil in ("1002\r\n" + hangup.format("\r\n"), "exten:xivo/1002\n" + hangup.format("\n"), "10\0\r\n\r\n02"):
        answer = desk.dial(client, evil)
        assert answer["class"] in ("ipbxcommand", "dial_success"), answer
    assert bystanders.state == "up"
    assert client.ask({"class": "keepalive"})
