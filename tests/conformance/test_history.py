"""history (protocol C61, S32; rows P185 to P187) against the simulated exchange."""

import datetime
import math

import pytest
from conformance.extended import log_in
from conformance.people import answered_until_keepalive
from conformance.store import opened
from support.cti_client import CtiClient
from support.waiting import wait_until


def history(client, size, **more):
    return client.ask({"class": "history", "size": size, "xuserid": "xivo/1", **more})


@pytest.fixture
def past(server):
    """alice has ten calls, one every hour, the last one an hour ago; bob has one that is newer. Everybody's history begins anew."""
    now = int(datetime.datetime.now().timestamp()) * 1_000_000
    hour = 3_600_000_000
    with opened(server) as store:
        store.execute("DELETE FROM calls")
        for age in range(10, 0, -1):
            mode = age % 3
            started = now - age * hour
            answered = None if mode == 2 else started + 5_000_000
            name = "" if age == 1 else f"Caller {age}"
            store.execute(
                "INSERT INTO calls VALUES (1, 1, ?, ?, ?, ?, ?, ?, ?)",
                (mode, started, answered, started + 36_400_000, f"10{age:02}", name, f"{age}.1"),
            )
        store.execute("INSERT INTO calls VALUES (2, 2, 1, ?, ?, ?, '0999', 'Secret', '99.1')", (now, now, now))
    yield now
    with opened(server) as store:
        store.execute("DELETE FROM calls")


@pytest.mark.parametrize("size", ["8", 8], ids=["P185 as a string", "P186 as a number"])
def test_P185_P186_the_newest_calls_first(alice, past, size):
    answer = history(alice, size)
    assert set(answer) == {"class", "replyid", "timenow", "history"} and answer["class"] == "history"
    calls = answer["history"]
    assert [c["extension"] for c in calls] == [f"10{age:02}" for age in range(1, 9)]
    for age, call in enumerate(calls, 1):
        assert set(call) == {"calldate", "duration", "extension", "fullname", "mode"}
        assert type(call["mode"]) is int and call["mode"] == age % 3
        assert math.isclose(call["duration"], 0 if call["mode"] == 2 else 31.4)
        assert call["fullname"] == ("1001" if age == 1 else f"Caller {age}"), "the number, where nobody knows a name"
        began = datetime.datetime.fromisoformat(call["calldate"])
        assert began.tzinfo is None and began == datetime.datetime.fromtimestamp(past / 1_000_000 - age * 3600)


def test_P185_size_is_respected_and_bounded(alice, past):
    assert [len(history(alice, size)["history"]) for size in (0, 1, "2", 10, 500, "100000000", -3)] == [0, 1, 2, 10, 10, 10, 0]


@pytest.mark.parametrize("size", ["many", None, [], {}, True, 1.5, ""], ids=repr)
def test_P012_without_a_size_it_is_left_out(alice, past, size):
    mark = alice.mark()
    alice.send({"class": "history", "commandid": 185, "size": size}, described=False)
    assert answered_until_keepalive(alice, mark) == []


def test_P185_old_fields_are_ignored(alice, past):
    assert history(alice, 3, mode=2, peer="xivo/2", morerecentthan="2030-01-01")["history"] == history(alice, 3)["history"]


@pytest.mark.parametrize("xuserid", ["xivo/1", "xivo/7", "", None, 1], ids=repr)
def test_P185_always_the_own_calls_whoever_is_named(people, past, xuserid):
    bob = people.login("bob")
    answer = bob.ask({"class": "history", "size": 8, "xuserid": xuserid, "userid": "1", "user_id": 1}, described=False)
    assert [c["extension"] for c in answer["history"]] == ["0999"]
    carol = people.login("carol")
    assert carol.ask({"class": "history", "size": 8, "xuserid": "xivo/2"})["history"] == []
    assert b"Secret" not in bytes(carol.raw)


def test_P185_only_the_one_who_asked_is_answered(people, alice, past, observer):
    second = people.login("alice")
    mark, watched = second.mark(), observer.mark()
    history(alice, 8)
    assert second.hears_nothing(after=mark) and observer.hears_nothing(after=watched)


def test_P187_a_user_without_a_line_has_an_empty_history(server, observer):
    assert server.run("user", "add", "ivan", "--firstname", "Ivan", "--profile", "3", stdin="ivan-demo\n").returncode == 0
    wait_until(lambda: len(observer.list_ids("users")) == 9, what="ivan is there")
    client = CtiClient(server.address)
    try:
        client.login("ivan")
        answer = history(client, "8")
        assert answer["class"] == "history" and answer["history"] == []
    finally:
        client.close()
        server.run("user", "remove", "ivan")
        wait_until(lambda: len(observer.list_ids("users")) == 8, what="ivan is gone")


def test_P185_a_user_without_calls_has_an_empty_history(people, past):
    assert history(people.login("carol"), "8")["history"] == []


def test_T178_calls_find_their_way_into_the_histories(people, alice, bob, exchange, past):
    for command in ("call 1001 1002", "answer 1002", "hangup 1001", "call 1002 1001", "hangup 1002"):
        exchange.console(command)
        wait_until(lambda: settled(alice, command), what=command)

    def seen(client):
        return [(c["mode"], c["extension"], c["duration"] > 0) for c in history(client, 2)["history"]]

    wait_until(lambda: seen(alice) == [(2, "1002", False), (0, "1002", True)], what=lambda: f"the calls of alice: {seen(alice)}")
    wait_until(lambda: seen(bob) == [(0, "1001", False), (1, "1001", True)], what=lambda: f"the calls of bob: {seen(bob)}")


def settled(client, command):
    """Whether the lamps of the two phones show that the command has been carried out."""
    hints = client.hints()
    verb, *numbers = command.split()
    if verb == "call":
        return hints[numbers[1]] == "8"
    return {hints["1001"], hints["1002"]} == ({"1"} if verb == "answer" else {"0"})


# -- with the extension


def with_history(connect, user="alice"):
    client = connect()
    assert log_in(client, user, extensions=["history"])["extensions"] == ["history"]
    return client


def test_P248_calls_have_ids_times_and_seen_marks(connect, past):
    for age, call in enumerate(history(with_history(connect), 8)["history"], 1):
        assert call["calltime"] == pytest.approx(past / 1_000_000 - age * 3600) and type(call["id"]) is str
        assert call.get("seen") == (False if call["mode"] == 2 else None)


def test_P249_page_by_page_each_call_comes_once(connect, past):
    client, numbers, last = with_history(connect), [], {}
    while page := history(client, 3, **last)["history"]:
        numbers += [call["extension"] for call in page]
        last = {"before": page[-1]["id"]}
    assert numbers == [f"10{age:02}" for age in range(1, 11)]


def test_P249_who_has_not_asked_gets_no_pages(alice, past):
    assert len(history(alice, 8, before="1.1")["history"]) == 8


def test_P250_what_was_seen_on_one_screen_is_seen_on_all(connect, server, alice, past):
    one, two = with_history(connect), with_history(connect)
    calls = history(one, 10)["history"]
    missed = [call["id"] for call in calls if call["mode"] == 2]
    mark, mark_of_old = two.mark(), alice.mark()
    one.send({"class": "history_seen", "until": missed[1]})
    assert two.wait_for({"class": "history_seen"}, after=mark)["until"] == missed[1]
    one.send({"class": "history_seen", "until": missed[2]})
    two.wait_for({"class": "history_seen", "until": missed[2]}, after=mark)
    assert [call["seen"] for call in history(two, 10)["history"] if call["mode"] == 2] == [False, True, True]
    alice.ask({"class": "keepalive"})
    assert not alice.all({"class": "history_seen"}, mark_of_old)
    with opened(server) as store:
        store.execute("DELETE FROM history_seen")
