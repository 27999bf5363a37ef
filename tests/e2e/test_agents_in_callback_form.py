"""Members that queues reach through the dialplan, `Local/id-<agent>@agentcallback` (telephony 4.8): the same day as with direct ones."""

import pytest
from desk import desk_of_its_own
from test_agents import command, members, shows


@pytest.fixture
def desk(shared_asterisk):
    """A server that uses this form, and that the exchange's dialplan asks."""
    yield from desk_of_its_own(shared_asterisk, exchange={"agent_members": "callback", "compare_every": 1}, agi=shared_asterisk.agi)


def test_T076_a_call_of_a_queue_finds_the_agents_phone(desk):
    dave, caller, phone = desk.login("dave"), desk.phone("1001"), desk.phone("1004")
    mark = dave.mark()
    dave.send(command("agentlogin"))
    shows(dave, "available", phonenumber="1004")
    assert members(desk.exchange) == dict.fromkeys(("blue", "red"), ("Local/id-1@agentcallback", "0"))
    call = caller.call("3001")
    phone.incoming().answer()
    shows(dave, "unavailable", on_call_acd=True)
    desk.agrees(dave)
    call.hangup()
    shows(dave, "available", on_call_acd=False)
    dave.send(command("queuepause", member="agent:xivo/1", queue="queue:xivo/all"))
    shows(dave, "unavailable")
    dave.send(command("agentlogout"))
    shows(dave, "logged_out")
    assert members(desk.exchange) == {}
    told = [m["status"] for m in dave.all({"function": "updatestatus", "listname": "agents", "tid": 1}, mark) if "replyid" not in m]
    changes = [now["availability"] for before, now in zip([{"availability": None}, *told], told) if now["availability"] != before["availability"]]
    assert changes == ["available", "unavailable", "available", "unavailable", "logged_out"]
    assert not any(status["on_call_nonacd"] for status in told)
