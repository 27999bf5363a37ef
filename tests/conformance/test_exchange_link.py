"""How clients hear of the link to the exchange (docs/protocol/extensions.md, "The exchange"; rows P251 and P252)."""

import pytest
from conformance.extended import by_token, log_in
from e2e.desk import live
from support.waiting import wait_until


def states(client, after=0):
    return [message["state"] for message in client.all({"class": "exchange"}, after)]


@pytest.fixture
def away(server, exchange):
    """The exchange is not there; it comes back afterwards."""
    count = server.log().count("exchange: live")
    exchange.kill()
    wait_until(lambda: server.log().count("exchange: connecting") >= count, what="the loss noticed")
    yield
    exchange.start()
    live(server, count + 1)


def test_P251_it_is_told_right_after_the_login(connect, people):
    first = connect()
    answer = log_in(first)
    second = connect()
    by_token(second, answer["token"])
    for client in (first, second):
        (told,) = client.all({"class": "exchange"})
        assert set(told) == {"class", "state", "since", "timenow"} and told["state"] == "live" and 0 <= told["timenow"] - told["since"] < 600
        followed = client.all(lambda message: message["class"] in ("login_capas", "login_token", "exchange"))
        assert [message["class"] for message in followed][-1] == "exchange"


def test_P251_it_is_told_while_the_exchange_is_away(connect, away):
    client = connect()
    log_in(client)
    assert states(client) == ["connecting"]


def test_P251_others_hear_nothing_of_it(connect, people, alice):
    calls = connect()
    calls.login("bob", extensions=["calls"])
    for client in (alice, calls):
        assert client.hears_nothing({"class": "exchange"})


def test_P252_every_change_is_told_with_its_number(connect, people, alice, server, exchange):
    client = connect()
    answer = log_in(client, "bob")
    hints, mark, count = alice.hints(), client.mark(), server.log().count("exchange: live")
    exchange.console("drop")
    live(server, count + 1)
    wait_until(lambda: states(client, mark) == ["connecting", "syncing", "live"], what=lambda: f"the way back: {states(client, mark)}")
    told = client.all({"class": "exchange"}, mark)
    numbers, begins = [message["seq"] for message in told], [message["since"] for message in told]
    assert numbers == sorted(set(numbers)) and numbers[0] > answer["seq"] and begins == sorted(begins)
    assert alice.hears_nothing({"class": "exchange"}) and alice.hints() == hints


def test_P252_of_what_was_missed_the_newest_alone_is_told(connect, server, exchange):
    client = connect()
    first = log_in(client)
    client.close()
    count = server.log().count("exchange: live")
    exchange.console("drop")
    live(server, count + 1)
    back = connect()
    by_token(back, first["token"])
    mark = back.mark()
    assert back.ask({"class": "catchup", "epoch": first["epoch"], "seq": first["seq"]})["result"] == "complete"
    (told,) = back.all({"class": "exchange"}, mark)
    assert told["state"] == "live" and told["seq"] > first["seq"]
