"""The lamps of programmed keys follow the services, whoever changes them (telephony 4.14)."""

import pytest
from desk import live
from support.waiting import wait_until

DND, FORWARD, FORWARD_TO_1003 = "*7351***225", "*7351***221", "*7351***221*1003"  # alice's keys in demo/demo.yml
LOGIN, LOGOUT = "*7354***231*2001", "*7354***232***31"  # dave's


def featuresput(function, value):
    return {"class": "featuresput", "function": function, "value": value}


def forward(on, destination):
    return featuresput("fwd", {"enableunc": on, "destunc": destination})


class Lamps:
    def __init__(self, exchange):
        self.session = exchange.session()

    def state(self, key):
        return self.session.ask("Getvar", Variable=f"DEVICE_STATE(Custom:{key})")["Value"]

    def show(self, within=5, **wanted):
        """Waits until the lamps show that: show(**{DND: "INUSE"})."""
        wait_until(lambda: {key: self.state(key) for key in wanted} == wanted, within,
                   what=lambda: f"lamps {wanted}, are {({key: self.state(key) for key in wanted})}")


@pytest.fixture
def lamps(desk):
    lamps = Lamps(desk.exchange)
    yield lamps
    lamps.session.close()


def test_T176_a_lamp_follows_what_a_client_sets(desk, lamps):
    alice = desk.login("alice")
    lamps.show(**{DND: "NOT_INUSE", FORWARD: "NOT_INUSE", FORWARD_TO_1003: "NOT_INUSE"})
    alice.send(featuresput("enablednd", True))
    lamps.show(**{DND: "INUSE", FORWARD: "NOT_INUSE"})
    alice.send(featuresput("enablednd", False))
    lamps.show(**{DND: "NOT_INUSE"})


def test_T176_a_forward_lights_the_key_of_its_destination_only(desk, lamps):
    alice = desk.login("alice")
    alice.send(forward(True, "1003"))
    lamps.show(**{FORWARD: "INUSE", FORWARD_TO_1003: "INUSE"})
    alice.send(forward(True, "1002"))
    lamps.show(**{FORWARD: "INUSE", FORWARD_TO_1003: "NOT_INUSE"})
    alice.send(forward(False, "1003"))
    lamps.show(**{FORWARD: "NOT_INUSE", FORWARD_TO_1003: "NOT_INUSE"})


def test_T176_the_lamps_of_an_agent_follow_the_login(desk, lamps):
    lamps.show(**{LOGIN: "NOT_INUSE", LOGOUT: "INUSE"})
    answer = lamps.session.ask("QueueAdd", Queue="blue", Interface="PJSIP/1004", MemberName="Agent/2001")
    assert answer["Response"] == "Success", answer
    lamps.show(**{LOGIN: "INUSE", LOGOUT: "NOT_INUSE"})
    lamps.session.ask("QueueRemove", Queue="blue", Interface="PJSIP/1004")
    lamps.show(**{LOGIN: "NOT_INUSE", LOGOUT: "INUSE"})


def test_T176_the_lamps_are_right_again_after_a_restart_of_the_exchange(desk):
    """What was changed while the exchange was away counts."""
    exchange = desk.exchange
    alice = desk.login("alice")
    alice.send(featuresput("enablednd", True))
    alice.send(forward(True, "1003"))
    before = Lamps(exchange)
    before.show(**{DND: "INUSE", FORWARD_TO_1003: "INUSE"})
    connections = desk.server.log().count("exchange: live")
    exchange.kill()
    wait_until(lambda: "no link to Asterisk" in desk.server.log()[desk.server_log_begin:], what="lost link")
    alice.send(featuresput("enablednd", False))
    alice.wait_for({"function": "updateconfig", "config": {"enablednd": False}})
    exchange.start()
    live(desk.server, connections + 1, within=30)
    lamps = Lamps(exchange)
    lamps.show(**{DND: "NOT_INUSE", FORWARD_TO_1003: "INUSE"})
    alice.send(forward(False, ""))
    lamps.show(**{FORWARD_TO_1003: "NOT_INUSE"})
    lamps.session.close()


def test_T177_a_phone_that_watches_a_key_sees_its_lamp(asterisk_desk):
    desk = asterisk_desk
    alice = desk.login("alice")
    lamp = desk.phone("1001").subscribe(DND)
    lamp.wait_for("terminated")
    alice.send(featuresput("enablednd", True))
    lamp.wait_for("confirmed")
    alice.send(featuresput("enablednd", False))
    lamp.wait_for("terminated")
