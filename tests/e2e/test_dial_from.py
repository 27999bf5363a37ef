"""Which of the user's phones rings first for a call (docs/protocol/extensions.md, "One call of several"). carol has a second line, 1008, and
1006 for her mobile."""

import pytest
from desk import desk_of_its_own
from support.own_calls import endings, follow, has
from support.server import DEMO
from support.waiting import wait_until
from test_transfers import together

LINE = "      - {id: 3, name: 1003, number: 1003, context: default}\n"
MORE = "      - {id: 8, name: 1008, number: 1008, context: default}\n"


def carol_of(exchange, folder):
    data = folder / "demo.yml"
    demo = DEMO.read_text()
    assert LINE in demo
    data.write_text(demo.replace(LINE, LINE + MORE).replace("    lastname: Reyes\n", '    lastname: Reyes\n    mobile: "1006"\n'))
    for desk in desk_of_its_own(exchange, data=data):
        desk.client = desk.login("carol", extensions=["calls"])
        follow(desk.client)
        has(desk.client)
        desk.session = exchange.session()
        yield desk


@pytest.fixture
def carol(shared_exchange, tmp_path):
    yield from carol_of(shared_exchange, tmp_path)


@pytest.fixture
def real_carol(shared_asterisk, tmp_path):
    yield from carol_of(shared_asterisk, tmp_path)


def dial(desk, client=None, **more):
    return desk.dial(client or desk.client, "1002", **more)


def test_P253_a_second_line(carol):
    second, bob = carol.phone("1008"), carol.phone("1002")
    assert dial(carol, **{"from": "8"})["class"] == "dial_success"
    carol.exchange.own_call(second)
    (call,) = has(carol.client, "dialling out 1002")
    assert call["line"] == "8"
    ringing = bob.incoming().answer()
    has(carol.client, "up out 1002")
    ringing.hangup()
    has(carol.client)


def test_P254_the_mobile(real_carol):
    mobile, bob = real_carol.phone("1006"), real_carol.phone("1002")
    assert dial(real_carol, **{"from": "mobile"})["class"] == "dial_success"
    own = mobile.incoming()
    assert '"Carol Reyes" <sip:1003@' in own.invite.get("From")
    own.answer()
    call = bob.incoming().answer()
    together(real_carol, "1002", "1006")
    own.hangup()
    call.wait_for("ended")
    real_carol.client.ask({"class": "keepalive"})
    assert not endings(real_carol.client) and [] == [m for m in real_carol.client.all({"class": "my_calls"}) if m["calls"]]


def test_P255_what_she_does_not_have(carol):
    for what in ("2", "99", "", "mobiles"):
        assert dial(carol, **{"from": what})["error_string"] == f"unreachable_extension:{what}"
    alone = carol.login("dave", extensions=["calls"])
    assert dial(carol, alone, **{"from": "mobile"})["error_string"] == "unreachable_extension:mobile"


def test_P255_without_the_extension_it_is_not_looked_at(carol):
    plain, own = carol.login("carol"), carol.phone("1003")
    wait_until(lambda: plain.hints()["1003"] == "0", what="her main line is on")
    assert dial(carol, plain, **{"from": "8"})["class"] == "dial_success"
    carol.exchange.own_call(own)
    carol.phone("1002").incoming()
