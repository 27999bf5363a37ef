"""chitchat (protocol C62, S33; rows P188 to P190): to every connection of the addressee, to nobody else."""

import pytest
from conformance.people import answered_until_keepalive
from conformance.store import opened
from support.cti_client import CtiClient
from support.server import Server
from support.waiting import wait_until

XIVO = "0d3c6f5e-52a1-4b8e-9a57-6f1f0c2be001"
STRANGER = "5f9e3c1a-7d2b-4a57-9a0e-2f6c1d8b7e10"


def uuid(user_id):
    return f"0d3c6f5e-52a1-4b8e-9a57-6f1f0c2be10{user_id}"


def write(client, to, text="Back in five minutes", described=True, **more):
    client.send({"class": "chitchat", "commandid": 622, "alias": "Desk 4", "text": text, "to": to, **more}, described)


def kept(server):
    with opened(server) as store:
        return store.execute("SELECT from_user, to_user, alias, text FROM chat_messages ORDER BY rowid").fetchall()


def test_P188_every_connection_of_the_addressee_gets_the_message(people, alice, observer):
    receivers = [people.login("bob"), people.login("bob")]
    second_of_alice = people.login("alice")
    watchers = [(client, client.mark()) for client in (alice, second_of_alice, observer)]
    write(alice, [XIVO, uuid(2)])
    for client in receivers:
        message = client.wait_for({"class": "chitchat"})
        assert {**message, "timenow": 0} == {
            "class": "chitchat",
            "alias": "Desk 4",
            "text": "Back in five minutes",
            "from": [XIVO, uuid(1)],
            "to": [XIVO, uuid(2)],
            "timenow": 0,
        }
        assert len(client.all({"class": "chitchat"})) == 1
    for client, mark in watchers:
        assert client.hears_nothing(after=mark)


def test_P188_messages_keep_their_order_and_none_is_lost(alice, bob):
    texts = [f"line {i}" for i in range(300)]
    for text in texts:
        write(alice, [XIVO, uuid(2)], text)
    wait_until(lambda: len(bob.all({"class": "chitchat"})) == len(texts), within=10, what="all messages")
    assert [m["text"] for m in bob.all({"class": "chitchat"})] == texts


def test_P188_any_text_arrives_as_it_was_written(alice, bob):
    text = 'quotes " and \\, lines\nand\ttabs, Ünïcode, 日本語, \U0001f642, {"class": "disconnect"}'
    write(alice, [XIVO, uuid(2)], text)
    assert bob.wait_for({"class": "chitchat"})["text"] == text


def test_P188_one_may_write_to_oneself(people, alice):
    other = people.login("alice")
    write(alice, [XIVO, uuid(1)])
    for client in (alice, other):
        assert client.wait_for({"class": "chitchat"})["from"] == [XIVO, uuid(1)]


def test_P188_the_sender_is_the_one_who_is_logged_in(alice, bob):
    write(alice, [XIVO, uuid(2)], **{"from": [XIVO, uuid(3)], "xuserid": "xivo/3", "user_id": 3}, described=False)
    assert bob.wait_for({"class": "chitchat"})["from"] == [XIVO, uuid(1)]


@pytest.mark.parametrize(
    "to",
    [[XIVO, "not-a-uuid"], [XIVO, ""], [XIVO, 2], [XIVO, None], [XIVO], [], [XIVO, uuid(2), uuid(3)], "x", None, {}, [["a"], {}],
     ["nonsense", uuid(2)]],
    ids=repr,
)
def test_P189_a_bad_address_is_dropped_and_the_connection_stays(alice, bob, observer, to):
    marks = [(client, client.mark()) for client in (bob, observer)]
    mark = alice.mark()
    write(alice, to, described=False)
    assert answered_until_keepalive(alice, mark) == []
    for client, mark in marks:
        assert client.hears_nothing(after=mark)
    write(alice, [XIVO, uuid(2)], "and the next one")
    assert bob.wait_for({"class": "chitchat"})["text"] == "and the next one"


@pytest.mark.parametrize("to", [[XIVO, STRANGER], [STRANGER, uuid(2)]], ids=["unknown user", "another server"])
def test_P190_to_an_unknown_addressee_nothing_happens(alice, bob, observer, to):
    marks = [(client, client.mark()) for client in (bob, observer)]
    mark = alice.mark()
    write(alice, to)
    assert answered_until_keepalive(alice, mark) == []
    for client, mark in marks:
        assert client.hears_nothing(after=mark)


def test_P190_to_a_user_who_is_not_logged_in_nothing_happens(alice, observer):
    mark, watched = alice.mark(), observer.mark()
    write(alice, [XIVO, uuid(5)])
    assert answered_until_keepalive(alice, mark) == []
    assert observer.hears_nothing(after=watched)


def test_P188_a_third_user_reaches_a_message_by_no_means(people, alice, bob):
    carol = people.login("carol")
    secret = "the combination is 4711"
    carol.send({"class": "register_user_status_update", "user_ids": [[XIVO, uuid(1)], [XIVO, uuid(2)]]})
    write(alice, [XIVO, uuid(2)], secret)
    bob.wait_for({"class": "chitchat", "text": secret})
    number = 7000
    for message_class in ("chitchat", "history", "getlist", "people_search", "directory", "get_relations", "people_favorites"):
        for claim in ({"xuserid": "xivo/2"}, {"userid": "2"}, {"user_id": 2}, {"from": [XIVO, uuid(2)]}, {"to": [XIVO, uuid(2)]}):
            for function in ("listid", "updateconfig", "updatestatus"):
                number += 1
                carol.send({"class": message_class, "commandid": number, "function": function, "listname": "chitchat", "tid": "2",
                            "size": 100, "pattern": "combination", "mode": 0, "peer": "xivo/1", "alias": "x", "text": "x", **claim},
                           described=False)
    carol.ask({"class": "keepalive"})
    assert secret.encode() not in bytes(carol.raw)
    bob.ask({"class": "keepalive"})
    assert all(m["from"] in ([XIVO, uuid(1)], [XIVO, uuid(3)]) for m in bob.all({"class": "chitchat"}))
    assert all(m["from"] == [XIVO, uuid(3)] for m in bob.all({"class": "chitchat", "text": "x"}))
    assert secret not in people.server.log()


def test_P188_a_message_is_kept_before_it_is_delivered(people, alice, bob):
    before = len(kept(people.server))
    write(alice, [XIVO, uuid(2)], "for the record")
    bob.wait_for({"class": "chitchat", "text": "for the record"})
    assert kept(people.server)[before:] == [(1, 2, "Desk 4", "for the record")]


def test_chat_is_bounded_in_length(alice, bob):
    write(alice, [XIVO, uuid(2)], "x" * 8193)
    write(alice, [XIVO, uuid(2)], "x" * 8192)
    write(alice, [XIVO, uuid(2)], "x", alias="y" * 257)
    write(alice, [XIVO, uuid(2)], "the last")
    bob.wait_for({"class": "chitchat", "text": "the last"})
    assert [len(m["text"]) for m in bob.all({"class": "chitchat"})] == [8192, len("the last")]


@pytest.fixture
def log_in():
    clients = []

    def log_in(server, user):
        clients.append(CtiClient(server.address))
        clients[-1].login(user)
        return clients[-1]

    yield log_in
    for client in clients:
        client.close()


def test_chat_is_kept_nowhere_when_it_is_switched_off(log_in):
    with Server(chat={"keep": 0}) as server:
        alice, bob = log_in(server, "alice"), log_in(server, "bob")
        write(alice, [XIVO, uuid(2)])
        bob.wait_for({"class": "chitchat"})
        assert kept(server) == []


def test_chat_that_is_too_old_goes_at_the_start():
    server = Server(chat={"keep": 7})
    with opened(server) as store:
        for age in (6, 8):
            store.execute("INSERT INTO chat_messages VALUES (1000000 * (strftime('%s', 'now') - ?), 1, 2, 'x', ?)",
                          (age * 86400, f"{age} days old"))
    with server:
        wait_until(lambda: [text for *_, text in kept(server)] == ["6 days old"], what="the old message gone")


def test_P078_with_separated_contexts_chat_stays_within_one(log_in):
    with Server(cti={"context_separation": True}) as server:
        alice, bob, grace = log_in(server, "alice"), log_in(server, "bob"), log_in(server, "grace")  # grace is in another context
        for sender, to in ((alice, 7), (grace, 1), (alice, 8)):
            write(sender, [XIVO, uuid(to)])
        write(alice, [XIVO, uuid(2)])
        bob.wait_for({"class": "chitchat"})
        for client in (alice, grace):
            assert client.hears_nothing({"class": "chitchat"})
        assert kept(server) == [(1, 2, "Desk 4", "Back in five minutes")]
