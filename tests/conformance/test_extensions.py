"""What goes beyond protocol 2.2, for sessions that ask for it (docs/protocol/extensions.md)."""

import pytest
from conformance.extended import as_pushed, by_token, log_in
from conformance.people import of_user
from support.waiting import TooLate, wait_until
from support.websocket import CLOSE, closing, frame

LISTS = ["users", "phones", "agents", "queues", "voicemails", "queuemembers", "meetmes"]
def table(answer):
    """Id to element, of an answer to getlist all."""
    elements = [answer["same"] | dict(zip(answer["keys"], row)) for row in answer["rows"]]
    return {element["id"]: element for element in elements}


# -- numbers


@pytest.mark.parametrize("websocket", [True, False])
def test_P214_every_push_has_its_number(connect, bob, websocket):
    client = connect(websocket)
    answer = log_in(client)
    assert answer["extensions"] == ["seq"] and answer["epoch"]
    mark, mark_of_bob = client.mark(), bob.mark()
    for presence in ("away", "available"):
        bob.send({"class": "availstate", "availstate": presence})
        client.wait_for({**of_user("2", "updatestatus"), "status": {"availstate": presence}}, after=mark)
        bob.wait_for({**of_user("2", "updatestatus"), "status": {"availstate": presence}}, after=mark_of_bob)
    numbers = [message["seq"] for message in client.all({"class": "getlist"}, mark)]
    assert numbers == sorted(set(numbers)) and numbers[0] > answer["seq"]
    assert not bob.all(lambda message: "seq" in message, mark_of_bob)


def test_P214_others_get_the_same_bytes_as_before(connect, people, bob):
    """Beside a session with numbers; but for the time, which each message has."""
    log_in(connect())
    plain, mark = people.login("carol"), bob.mark()
    plain.send({"class": "availstate", "availstate": "away"})
    told = bob.wait_for({**of_user("3", "updatestatus")}, after=mark)
    line = (b'{"class":"getlist","function":"updatestatus","listname":"users","tipbxid":"xivo","tid":"3",'
            b'"status":{"availstate":"away"},"timenow":')
    assert line in bytes(bob.raw) and "seq" not in told


def test_P214_what_is_not_asked_for_is_unknown(alice):
    mark = alice.mark()
    for message in ({"class": "catchup", "epoch": "x", "seq": 1}, {"class": "watch", "lists": []},
                    {"class": "getlist", "function": "all", "listname": "phones"}):
        alice.send(message)
    alice.ask({"class": "keepalive"})
    assert [message["class"] for message in alice.all(lambda _: True, mark)] == ["keepalive"]


def test_P215_the_reply_has_the_number_of_the_push(connect, people):
    one, two = connect(), connect()
    log_in(one), log_in(two)
    mark = two.mark()
    reply = one.ask({"class": "people_create_personal_contact", "contact_infos": {"firstname": "Zoe"}})
    assert two.wait_for({"class": "people_personal_contact_created"}, after=mark)["seq"] == reply["seq"]


def test_P216_what_was_missed_is_told_once_in_order(connect, bob):
    client = connect()
    first = log_in(client)
    seen = first["seq"]
    client.close()
    for presence in ("away", "outtolunch", "available", "away"):
        bob.send({"class": "availstate", "availstate": presence})
    bob.send({"class": "chitchat", "alias": "Bob", "text": "are you there?", "to": people_uuid(bob, "1")})
    bob.ask({"class": "keepalive"})
    back = connect()
    answer = by_token(back, first["token"])
    mark = back.mark()
    end = back.ask({"class": "catchup", "epoch": first["epoch"], "seq": seen})
    missed = [message for message in back.all(lambda _: True, mark) if message["class"] != "catchup"]
    assert end["result"] == "complete" and end["frames"] == len(missed) and end["seq"] >= answer["seq"]
    assert [message["seq"] for message in missed] == sorted(message["seq"] for message in missed)
    presences = [message["status"]["availstate"] for message in missed if message.get("function") == "updatestatus"]
    assert presences == ["away"], "the newest state alone"
    assert [message["text"] for message in missed if message["class"] == "chitchat"] == ["are you there?"]
    assert back.ask({"class": "catchup", "epoch": first["epoch"], "seq": end["seq"]})["frames"] == 0


def people_uuid(client, user):
    """[server, user] as chat has them."""
    xivo = client.list_config("users", user)["xivo_uuid"]
    found = client.ask({"class": "people_search", "pattern": "alice"})["results"]
    return [xivo, next(one["relations"]["user_uuid"] for one in found if one["relations"]["user_id"] == int(user))]


def test_P217_numbers_of_another_run_mean_everything_anew(connect):
    client = connect()
    answer = log_in(client)
    for epoch, seq in (("0", answer["seq"]), (answer["epoch"], answer["seq"] + 10**6), (answer["epoch"], -1)):
        told = client.ask({"class": "catchup", "epoch": epoch, "seq": seq})
        assert (told["result"], told["why"], told["lists"], told["lost"]) == ("snapshot", "other_epoch", LISTS, True)


def test_P218_more_than_is_kept_is_said(connect, bob):
    client = connect()
    first = log_in(client)
    client.close()
    to = people_uuid(bob, "1")
    for number in range(260):
        bob.send({"class": "chitchat", "alias": "Bob", "text": str(number), "to": to})
    bob.ask({"class": "keepalive"})
    back = connect()
    by_token(back, first["token"])
    wait_until(lambda: back.ask({"class": "catchup", "epoch": first["epoch"], "seq": first["seq"]})["frames"] >= 256)
    told = back.ask({"class": "catchup", "epoch": first["epoch"], "seq": first["seq"]})
    assert (told["result"], told["why"], told["lists"], told["lost"]) == ("snapshot", "too_old", [], True)


# -- lists


@pytest.mark.parametrize("listname", LISTS)
def test_P219_a_list_in_one_message_is_what_its_elements_are(connect, listname):
    client = connect()
    log_in(client)
    answer = client.ask({"class": "getlist", "function": "all", "listname": listname})
    assert len(answer["rows"]) < 2 or not [key for key in answer["keys"] if len({str(row[answer["keys"].index(key)]) for row in answer["rows"]}) == 1]
    elements = table(answer)
    assert sorted(elements) == sorted(str(tid) for tid in client.list_ids(listname))
    for tid, element in elements.items():
        assert {key: value for key, value in element.items() if key != "since"} == as_pushed(client, listname, tid)


def test_P220_only_lists_that_are_watched_are_told(connect, exchange, bob):
    client = connect()
    log_in(client)
    client.send({"class": "watch", "lists": ["phones", "nosuch"]})
    client.ask({"class": "keepalive"})
    mark = client.mark()
    bob.send({"class": "availstate", "availstate": "away"})
    bob.ask({"class": "keepalive"})
    exchange.console("call 1002 1003")
    told = client.wait_for({"class": "getlist", "listname": "phones"}, after=mark)
    assert told["since"] > 0
    assert not client.all({"listname": "users"}, mark)
    client.send({"class": "watch", "lists": ["users"]})
    client.ask({"class": "keepalive"})
    bob.send({"class": "availstate", "availstate": "available"})
    client.wait_for({"listname": "users"}, after=mark)
    exchange.console("hangup 1002")


def test_P221_since_is_told_of_a_line(connect, exchange, bob):
    client = connect()
    log_in(client)
    mark, mark_of_bob = client.mark(), bob.mark()
    exchange.console("call 1004 1003")
    told = client.wait_for({"function": "updatestatus", "listname": "phones", "status": {"hintstatus": "8"}}, after=mark)
    assert 0 <= told["timenow"] - told["since"] < 5
    plain = bob.wait_for({"function": "updatestatus", "listname": "phones", "status": {"hintstatus": "8"}}, after=mark_of_bob)
    assert "since" not in plain
    row = table(client.ask({"class": "getlist", "function": "all", "listname": "phones"}))[told["tid"]]
    assert row["hintstatus"] == "8" and row["since"] == pytest.approx(told["since"], abs=0.01)
    exchange.console("hangup 1004")


# -- a lost connection


def mark_of(observer):
    """Whatever has happened until now has been told before it."""
    observer.ask({"class": "keepalive"})
    return observer.mark()


def test_P227_a_lost_connection_changes_nothing_for_anybody(connect, observer):
    client = connect()
    token = log_in(client, state="away")["token"]
    client.send({"class": "featuresput", "function": "enablednd", "value": True})
    client.wait_for({**of_user("1", "updateconfig"), "config": {"enablednd": True}})
    mark = mark_of(observer)
    client.close()
    back = connect()
    answer = by_token(back, token)
    assert answer["presence"] == "away"
    with pytest.raises(TooLate):
        observer.wait_for(of_user("1", "updatestatus"), after=mark, within=1)
    assert back.list_status("users", "1")["connection"] == "yes" and back.list_config("users", "1")["enablednd"] == 1
    back.send({"class": "featuresput", "function": "enablednd", "value": False})


@pytest.mark.parametrize("code", [1000, 1001, None])
def test_P227_who_closes_in_order_has_left(connect, observer, code):
    client = connect()
    log_in(client)
    mark = mark_of(observer)
    client.send_frames(closing(code) if code else frame(CLOSE))
    observer.wait_for({**of_user("1", "updatestatus"), "status": {"availstate": "disconnected"}}, after=mark, within=10)


@pytest.mark.parametrize("code, within", [(1001, 6), (4000, 1)], ids=["a page is loaded anew", "a dead connection is replaced"])
def test_P227_who_comes_back_was_not_away(connect, observer, code, within):
    client = connect()
    token = log_in(client)["token"]
    mark = mark_of(observer)
    client.send_frames(closing(code))
    client.wait_closed()
    by_token(connect(), token)
    with pytest.raises(TooLate):
        observer.wait_for(of_user("1", "updatestatus"), after=mark, within=within)


def test_P229_who_comes_back_without_a_wish_gets_the_last_presence(connect, observer):
    client = connect()
    token = log_in(client, state="away")["token"]
    mark = mark_of(observer)
    client.send_frames(closing(1001))
    observer.wait_for({**of_user("1", "updatestatus"), "status": {"availstate": "disconnected"}}, after=mark)
    mark = mark_of(observer)
    assert by_token(connect(), token)["presence"] == "away"
    observer.wait_for({**of_user("1", "updatestatus"), "status": {"availstate": "away"}}, after=mark)
