"""What a presence does to the agent of a user, on the exchange itself (telephony 4.12)."""

import pytest
import yaml
from desk import live
from support.server import DEMO, Server
from support.waiting import wait_until


@pytest.fixture(scope="module")
def shared_server(shared_exchange, tmp_path_factory):
    """Presences that pause the agent everywhere, end that, and log the agent off."""
    everything = yaml.safe_load(DEMO.read_text())
    presences = everything["presence_groups"]["default"]["presences"]
    for name, action in (("outtolunch", "queuepause_all"), ("berightback", "queueunpause_all"), ("away", "agentlogoff")):
        presences[name]["actions"] = {action: ""}
    data = tmp_path_factory.mktemp("data") / "presences.yml"
    data.write_text(yaml.safe_dump(everything, allow_unicode=True, sort_keys=False))
    with Server(shared_exchange.account, data=data) as server:
        yield live(server)


def test_T166_P084_P085_P086_presences_pause_unpause_and_log_off(desk):
    session = desk.exchange.session()

    def paused():
        members = [m for m in session.list("QueueStatus") if m["Event"] == "QueueMember" and m["Name"] == "Agent/2001"]
        return {m["Queue"]: m["Paused"] for m in members}

    for queue in ("blue", "red"):
        answer = session.ask("QueueAdd", Queue=queue, Interface="PJSIP/1004", MemberName="Agent/2001")
        assert answer["Response"] == "Success", answer
    begin = len(desk.exchange.queue_log())
    dave, observer = desk.login("dave"), desk.login("frank")
    for presence, expected in (("outtolunch", {"blue": "1", "red": "1"}), ("berightback", {"blue": "0", "red": "0"}), ("away", {})):
        dave.send({"class": "availstate", "availstate": presence})
        wait_until(lambda: paused() == expected, what=lambda: f"{presence}: {expected}, is {paused()}")
        desk.agrees(observer)
    dave.send({"class": "logout"})

    def noted():
        lines = (line.split("|") for line in desk.exchange.queue_log()[begin:])
        return [fields[4] for fields in lines if fields[:4] == ["NONE", "NONE", "Agent/2001", "PRESENCE"]]

    wanted = ["available", "outtolunch", "berightback", "away", "disconnected"]
    wait_until(lambda: noted() == wanted, what=lambda: f"queue log: {desk.exchange.queue_log()[begin:]}")
    session.close()
