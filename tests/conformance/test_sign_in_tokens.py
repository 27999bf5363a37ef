"""Tokens by which a session logs in again (docs/protocol/extensions.md): what is given for what, and what ends them."""

import pytest
from conformance.extended import by_token, log_in
from conformance.people import of_user
from conformance.store import changed, opened
from support.server import Server
from support.waiting import TooLate, wait_until
from support.wall_clock import WallClock
from support.websocket import WebSocketClient


def test_P222_a_token_stands_for_the_password(connect):
    first = log_in(connect())
    assert first["token_expires"] == pytest.approx(first["timenow"] + 12 * 3600, abs=60)
    second = by_token(connect(), first["token"])
    assert second["userid"] == first["userid"] and second["capas"] == first["capas"] and second["token"] != first["token"]
    assert by_token(connect(), second["token"])["userid"] == first["userid"]


def test_P222_plain_sessions_get_none(alice):
    login = next(message for message in alice.messages if message["class"] == "login_capas")
    assert not {"token", "token_expires", "epoch", "seq", "extensions"} & login.keys()


@pytest.mark.parametrize("token", ["", "xp_", "xp_a_b", "x" * 900, "xp_0123456789ab_" + 43 * "A", "\x00", "é"], ids=range(7))
def test_P222_what_is_none_is_refused(connect, token):
    assert by_token(connect(), token)["error_string"] == "token_unknown"


def test_P223_a_token_is_good_again_when_its_answer_was_lost(connect):
    first = log_in(connect())
    tokens = [by_token(connect(), first["token"])["token"] for _ in range(3)]
    assert len(set(tokens)) == 3
    by_token(connect(), tokens[-1])
    assert "token" in by_token(connect(), first["token"]), "for a minute all the same"


def test_P226_logout_ends_the_tokens_of_the_login(connect):
    here, there = connect(), connect()
    token, other = log_in(here)["token"], log_in(there)["token"]
    here.send({"class": "logout", "stopper": "quit"})
    here.wait_closed()
    assert by_token(connect(), token)["error_string"] == "token_unknown"
    there.ask({"class": "keepalive"})
    assert "token" in by_token(connect(), other)


def test_P226_logout_everywhere_ends_all_of_the_user(connect, bob):
    here, there, of_bob = connect(), connect(), connect()
    log_in(here)
    other, foreign = log_in(there)["token"], log_in(of_bob, "carol")["token"]
    here.send({"class": "logout", "everywhere": True})
    there.wait_for({"class": "disconnect", "type": "force"})
    there.wait_closed()
    assert by_token(connect(), other)["error_string"] == "token_unknown"
    assert "token" in by_token(connect(), foreign)


# -- the server, its store and its clock


@pytest.fixture
def machine():
    """A server of its own, with a wall clock that can be set."""
    clock = WallClock()
    with Server(environment=clock.environment) as server:
        server.clock = clock
        server.clients = []

        def connect():
            server.clients.append(WebSocketClient(server.http_address))
            return server.clients[-1]

        server.connect = connect
        yield server
        for client in server.clients:
            client.close()
    clock.remove()


def restart(machine, kill=False):
    machine.kill() if kill else machine.stop()
    machine.start()


@pytest.mark.parametrize("kill", [False, True], ids=["stopped", "killed"])
def test_P222_tokens_and_P228_presence_survive_a_restart(machine, kill):
    first = log_in(machine.connect(), state="away")
    watcher = log_in(machine.connect(), "bob")
    second = by_token(machine.connect(), first["token"])
    restart(machine, kill)
    bob = machine.connect()
    by_token(bob, watcher["token"])
    assert bob.list_status("users", "1") == {"availstate": "away", "connection": "yes"}
    mark = bob.mark()
    back = by_token(machine.connect(), second["token"])
    assert back["presence"] == "away" and back["epoch"] != first["epoch"]
    with pytest.raises(TooLate):
        bob.wait_for(of_user("1", "updatestatus"), after=mark, within=1)
    assert "token" in by_token(machine.connect(), first["token"]), "the second one is unused but for a moment"


@pytest.mark.parametrize("kill", [False, True], ids=["stopped", "killed"])
def test_P217_messages_of_others_outlive_a_restart(machine, kill):
    alice, bob = machine.connect(), machine.connect()
    login, other = log_in(alice), log_in(bob, "bob")
    xivo = bob.list_config("users", "1")["xivo_uuid"]
    to = [xivo, next(one["relations"]["user_uuid"] for one in bob.ask({"class": "people_search", "pattern": "alice"})["results"])]

    def say(text):
        bob.send({"class": "chitchat", "alias": "Bob", "text": text, "to": to})

    say("one")
    first = alice.wait_for({"class": "chitchat"})["id"]
    alice.close()
    say("two"), say("three")
    bob.ask({"class": "keepalive"})
    wait_until(lambda: len(kept_texts(machine)) == 3)
    restart(machine, kill)
    alice = machine.connect()
    by_token(alice, login["token"])
    end = alice.ask({"class": "catchup", "epoch": login["epoch"], "seq": login["seq"], "chat": first})
    assert end["why"] == "other_epoch" and end["chat"] is True
    assert [message["text"] for message in alice.all({"class": "chitchat"})] == ["two", "three"]
    bob = machine.connect()
    by_token(bob, other["token"])
    say("four")
    assert alice.wait_for({"class": "chitchat", "text": "four"})["id"] > first
    assert alice.ask({"class": "catchup", "epoch": "x", "seq": 0, "chat": 5})["chat"] is False


def kept_texts(machine):
    with opened(machine) as store:
        return store.execute("SELECT text FROM chat_messages").fetchall()


def test_P228_who_does_not_come_back_is_disconnected(machine):
    log_in(machine.connect(), state="away")
    restart(machine)
    bob = machine.connect()
    log_in(bob, "bob")
    assert bob.list_status("users", "1")["availstate"] == "away"
    bob.wait_for({**of_user("1", "updatestatus"), "status": {"availstate": "disconnected"}}, within=35)
    restart(machine)
    bob = machine.connect()
    log_in(bob, "bob")
    assert bob.list_status("users", "1")["availstate"] == "disconnected"


def test_P224_a_copy_that_is_used_later_ends_the_login(machine):
    owner = machine.connect()
    first = log_in(owner)
    second = by_token(machine.connect(), first["token"])
    owner = machine.connect()
    third = by_token(owner, second["token"])
    machine.clock.set(61)
    restart(machine)
    owner = machine.connect()
    fourth = by_token(owner, third["token"])
    assert by_token(machine.connect(), first["token"])["error_string"] == "token_unknown"
    owner.wait_for({"class": "disconnect", "type": "force"})
    owner.wait_closed()
    assert by_token(machine.connect(), fourth["token"])["error_string"] == "token_unknown"


def test_P222_a_token_expires(machine):
    token = log_in(machine.connect())["token"]
    machine.clock.set(12 * 3600 - 60)
    token = by_token(machine.connect(), token)["token"]
    machine.clock.set(24 * 3600)
    assert by_token(machine.connect(), token)["error_string"] == "token_unknown"


def test_P225_a_store_that_cannot_be_written_lets_in_with_the_same_token(machine):
    token = log_in(machine.connect())["token"]
    full = "CREATE TRIGGER full BEFORE INSERT ON tokens BEGIN SELECT RAISE(ABORT, 'disk full'); END"
    with changed(machine, full, "DROP TRIGGER full"):
        for _ in range(2):
            assert by_token(machine.connect(), token)["token"] == token
        assert "token" not in log_in(machine.connect(), "bob")
        restart(machine)
        assert by_token(machine.connect(), token)["token"] == token
    wait_until(lambda: by_token(machine.connect(), token)["token"] != token)


def test_P226_a_new_password_ends_them(machine):
    client = machine.connect()
    token = log_in(client)["token"]
    result = machine.run("user", "passwd", "alice", stdin="another one\n")
    assert result.returncode == 0, result.stderr
    client.wait_for({"class": "disconnect", "type": "force"})
    client.wait_closed()
    assert by_token(machine.connect(), token)["error_string"] == "token_unknown"


def test_P222_a_user_who_may_not_use_clients_any_more_is_refused(machine):
    token = log_in(machine.connect())["token"]
    with changed(machine, "UPDATE users SET client_access = 0 WHERE login = 'alice'",
                 "UPDATE users SET client_access = 1 WHERE login = 'alice'"):
        restart(machine)
        assert by_token(machine.connect(), token)["error_string"] == "login_password"
