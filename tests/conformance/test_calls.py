"""dial and hangup (protocol 2.3, 4.7; rows P118 to P129) against the simulated exchange."""

import pytest
from conformance.people import answered_until_keepalive, pushes
from conformance.store import opened
from e2e.desk import live
from support.cti_client import CtiClient
from support.server import Server
from support.simulation import Simulation
from support.waiting import wait_until


@pytest.fixture(autouse=True)
def silence(exchange, observer):
    """Every test begins and ends with all phones on their hooks."""
    yield
    wait_until(lambda: quiet(exchange, observer), 10, every=0.05, what=lambda: f"all phones idle: {observer.hints()}")


def quiet(exchange, observer):
    busy = {number for number, hint in observer.hints().items() if hint != "0"}
    for number in busy:
        exchange.console(f"hangup {number}")
    return not busy


def dial(client, destination):
    """The answer, dial_success or an error."""
    return client.ask({"class": "ipbxcommand", "command": "dial", "destination": destination}, within=8)


def phone_status(phone, hint):
    return {"function": "updatestatus", "listname": "phones", "tid": phone, "status": {"hintstatus": hint}}


def wait_for_call(client, caller, called, after):
    """The caller's phone is off the hook, the called one rings, and the client was told so."""
    phones = client.phones()
    client.wait_for(phone_status(phones[caller], "1"), within=8, after=after)
    client.wait_for(phone_status(phones[called], "8"), within=8, after=after)


@pytest.mark.parametrize(
    "destination",
    [
        pytest.param("1002", id="P118 plain extension"),
        pytest.param("exten:xivo/1002", id="P119 exten"),
        pytest.param("user:xivo/2", id="P122 user"),
        pytest.param('"Desk" <1002>', id="P123 caller-id form"),
    ],
)
def test_P118_P119_P122_P123_dial(alice, observer, destination):
    mark, watched = alice.mark(), observer.mark()
    answer = dial(alice, destination)
    assert {**answer, "timenow": 0, "replyid": 0} == {"class": "dial_success", "exten": "1002", "timenow": 0, "replyid": 0}
    wait_for_call(alice, "1001", "1002", mark)
    wait_for_call(observer, "1001", "1002", watched)
    phones = observer.phones()
    assert {number for number, tid in phones.items() if observer.hint_changes(tid, watched)} == {"1001", "1002"}
    assert not observer.all({"class": "dial_success"}) and len(alice.all({"class": "dial_success"}, mark)) == 1
    assert not alice.all(lambda m: "error_string" in m, mark)


@pytest.mark.parametrize(
    "destination,exten",
    [
        pytest.param("vm_consult:xivo/1", "*98", id="P120 own voicemail"),
        pytest.param("vm_consult:xivo/999", "*98", id="P120 whatever the id"),
        pytest.param("voicemail:xivo/2", "*971002", id="P121 straight to a mailbox"),
    ],
)
def test_P120_P121_dial_a_voicemail(alice, observer, destination, exten):
    mark, watched = alice.mark(), observer.mark()
    answer = dial(alice, destination)
    assert {**answer, "timenow": 0, "replyid": 0} == {"class": "dial_success", "exten": exten, "timenow": 0, "replyid": 0}
    phones = observer.phones()
    observer.wait_for(phone_status(phones["1001"], "1"), within=8, after=watched)
    assert not alice.all(lambda m: "error_string" in m, mark)


@pytest.mark.parametrize("destination", ["voicemail:xivo/99", "voicemail:xivo/", "voicemail:xivo/x"])
def test_P121_a_mailbox_that_there_is_not_cannot_be_called(alice, observer, destination):
    watched = observer.mark()
    assert dial(alice, destination)["error_string"] == f"unreachable_extension:{destination}"
    assert observer.hears_nothing({"listname": "phones"}, watched)


def test_P118_the_call_is_shown_from_ringing_to_its_end(alice, bob, exchange, observer):
    watched = observer.mark()
    phones = observer.phones()
    dial(alice, "1002")
    wait_for_call(observer, "1001", "1002", watched)
    exchange.console("answer 1002")
    observer.wait_for(phone_status(phones["1002"], "1"), after=watched)
    exchange.console("hangup 1002")
    observer.wait_for(phone_status(phones["1002"], "0"), after=watched)
    observer.wait_for(phone_status(phones["1001"], "0"), after=watched)
    assert observer.hint_changes(phones["1002"], watched) == ["8", "1", "0"]
    # Whether the caller's phone is seen ringing before it picks up by itself is the exchange's affair.
    assert observer.hint_changes(phones["1001"], watched) in (["1", "0"], ["8", "1", "0"])


@pytest.mark.parametrize("destination", ["4999", "exten:xivo/4999", '"Nobody" <4999>'])
def test_P124_dial_an_extension_that_does_not_exist(alice, observer, destination):
    watched = observer.mark()
    answer = dial(alice, destination)
    assert {**answer, "timenow": 0, "replyid": 0} == {
        "class": "ipbxcommand",
        "error_string": "unreachable_extension:4999",
        "timenow": 0,
        "replyid": 0,
    }
    assert observer.hears_nothing({"listname": "phones"}, watched), "a phone rang for nothing"
    dial(alice, "4998")  # a round trip to the exchange later
    assert len(alice.all({"error_string": "unreachable_extension:4999"})) == 1


def test_P124_a_number_without_a_digit_left_is_unreachable(alice):
    for destination in ("", "   ", "@@@"):
        assert dial(alice, destination)["error_string"].startswith("unreachable_extension:")


def test_P124_a_user_who_cannot_be_called_is_unreachable(alice):
    for destination in ("user:xivo/8", "user:xivo/999"):  # without line; unknown
        assert dial(alice, destination)["error_string"].startswith("unreachable_extension:")


def test_P125_P129_without_the_rights_calls_are_refused(exchange):
    with Server(exchange.account) as server:
        with opened(server) as store:
            store.execute("DELETE FROM profile_rights WHERE profile_id = 3 AND granted IN ('dial', 'hang_up')")
        live(server)
        client, other = CtiClient(server.address), CtiClient(server.address)
        client.login("alice")
        other.login("frank")

        def refused():
            return dial(client, "1002").get("error_string") == "call_unauthorized"

        wait_until(refused, what="the server has read the changed rights")
        mark, watched = client.mark(), other.mark()
        answer = dial(client, "1002")
        assert {**answer, "timenow": 0, "replyid": 0} == {
            "class": "ipbxcommand",
            "error_string": "call_unauthorized",
            "timenow": 0,
            "replyid": 0,
        }
        client.send({"class": "hangup"})
        answer = client.wait_for({"error_string": "hangup_unauthorized"}, after=mark)
        assert answer["class"] == "ipbxcommand"
        assert other.hears_nothing({"listname": "phones"}, watched)
        client.close()
        other.close()


def test_P126_without_the_exchange_dial_is_out_of_service():
    with Simulation() as exchange, Server(exchange.account) as server:
        live(server)
        client = CtiClient(server.address)
        client.login("alice")
        assert dial(client, "1002")["class"] == "dial_success"
        exchange.kill()

        def out_of_service():
            return dial(client, "1002").get("error_string") == "service_unavailable"

        wait_until(out_of_service, 10, what="service_unavailable")
        answer = dial(client, "1002")
        assert {**answer, "timenow": 0, "replyid": 0} == {
            "class": "ipbxcommand",
            "error_string": "service_unavailable",
            "timenow": 0,
            "replyid": 0,
        }
        mark = client.mark()
        client.send({"class": "hangup", "commandid": 9})
        client.wait_for({"class": "ipbxcommand", "error_string": "service_unavailable"}, after=mark)
        assert client.list_config("users", "1")["firstname"] == "Alice", "the session goes on"
        client.close()


def test_P126_an_exchange_that_never_was_there():
    with Server() as server:
        client = CtiClient(server.address)
        client.login("alice")
        assert dial(client, "1002")["error_string"] == "service_unavailable"
        client.close()


def test_T124_a_user_without_a_line_dials_in_vain(server, observer):
    assert server.run("user", "add", "ivan", "--firstname", "Ivan", "--profile", "3", stdin="ivan-demo\n").returncode == 0
    wait_until(lambda: len(observer.list_ids("users")) == 9, what="ivan is there")
    client, watched = CtiClient(server.address), observer.mark()
    try:
        client.login("ivan")
        mark = client.mark()
        client.send({"class": "ipbxcommand", "command": "dial", "destination": "1002", "commandid": 124})
        client.send({"class": "hangup", "commandid": 125})
        client.ask({"class": "keepalive"})
        dial(observer, "4999")  # a round trip to the exchange later
        client.ask({"class": "keepalive"})
        assert not client.all(lambda m: m["class"] in ("ipbxcommand", "dial_success"), mark)
        assert observer.hears_nothing({"listname": "phones"}, watched)
    finally:
        client.close()
        server.run("user", "remove", "ivan")
        wait_until(lambda: len(observer.list_ids("users")) == 8, what="ivan is gone")


@pytest.mark.parametrize("destination", ["fridge:xivo/1", "queue:xivo/1", "phone:xivo/1"])
def test_P127_dial_an_unknown_type_of_url(alice, destination):
    answer = dial(alice, destination)
    assert answer["class"] == "ipbxcommand" and answer["error_string"] == f"unreachable_extension:{destination}"
    assert alice.ask({"class": "keepalive"})


def test_dial_smuggles_nothing_into_the_exchange(alice, observer):
    watched = observer.mark()
    for destination in (
        "1002\r\nAction: Hangup",
        "1002\nChannel: PJSIP/1003",
        "1002\x00",
        "exten:xivo/1002\r\n\r\nAction: Originate\r\nChannel: PJSIP/1003",
    ):
        alice.send({"class": "ipbxcommand", "command": "dial", "destination": destination})
    alice.ask({"class": "keepalive"})
    assert dial(alice, "4999")["error_string"] == "unreachable_extension:4999"  # the link to the exchange is sound
    phones = observer.phones()
    assert not observer.hint_changes(phones["1003"], watched)


@pytest.mark.parametrize("answered", [False, True], ids=["ringing", "talking"])
def test_P128_hangup_ends_the_call(alice, exchange, observer, answered):
    mark, watched = alice.mark(), observer.mark()
    dial(alice, "1002")
    wait_for_call(observer, "1001", "1002", watched)
    if answered:
        exchange.console("answer 1002")
        observer.wait_for(phone_status(observer.phones()["1002"], "1"), after=watched)
    alice.send({"class": "hangup", "commandid": 128})
    phones = observer.phones()
    for number in ("1001", "1002"):
        observer.wait_for(phone_status(phones[number], "0"), after=watched)
    assert not alice.all({"replyid": 128}, mark)
    assert {m["class"] for m in alice.all({}, mark)} <= {"dial_success", "getlist", "keepalive"}


def test_P128_the_called_user_ends_the_ringing(alice, bob, observer):
    watched = observer.mark()
    dial(alice, "1002")
    wait_for_call(observer, "1001", "1002", watched)
    bob.send({"class": "hangup"})
    phones = observer.phones()
    observer.wait_for(phone_status(phones["1002"], "0"), after=watched)


def test_P128_hangup_ends_the_own_call_only(people, alice, bob, exchange, observer):
    carol, watched = people.login("carol"), observer.mark()
    dial(alice, "1002")
    dial(carol, "1004")
    wait_for_call(observer, "1001", "1002", watched)
    wait_for_call(observer, "1003", "1004", watched)
    alice.send({"class": "hangup"})
    phones = observer.phones()
    observer.wait_for(phone_status(phones["1001"], "0"), after=watched)
    observer.wait_for(phone_status(phones["1002"], "0"), after=watched)
    assert (observer.hints()["1003"], observer.hints()["1004"]) == ("1", "8")


def test_P129_hangup_without_a_call_is_met_with_silence(alice, observer):
    mark, watched = alice.mark(), observer.mark()
    alice.send({"class": "hangup", "commandid": 129})
    assert answered_until_keepalive(alice, mark) == []
    assert dial(alice, "4999")["error_string"] == "unreachable_extension:4999"  # a round trip to the exchange later
    assert not alice.all({"replyid": 129}, mark) and not pushes(alice, {"class": "ipbxcommand"}, mark)
    assert observer.hears_nothing({"listname": "phones"}, watched)
