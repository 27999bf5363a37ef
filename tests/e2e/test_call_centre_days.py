"""Three days of a call centre as they are outside of a laboratory, on real Asterisks with real phones. After each step what three clients
are told equals Asterisk's own lists; at the end the figures equal a hand count, and the comparison has had nothing to repair."""

import pytest
from call_centre import CallCentre, quiet
from support.waiting import wait_until

DAVE, ERIN = "1", "2"  # dave is an agent of blue and red, erin of blue


@pytest.fixture
def centre(asterisk_desk):
    centre = CallCentre(asterisk_desk)
    centre.before = {queue: centre.counts(queue) for queue in ("blue", "red")}
    centre.order(centre.dave, "agentlogin")
    centre.order(centre.erin, "agentlogin")
    centre.until(DAVE, availability="available")
    centre.until(ERIN, availability="available")
    centre.agree()
    yield centre
    for client, agent in ((centre.dave, DAVE), (centre.erin, ERIN)):
        centre.order(client, "agentlogout")
        centre.until(agent, availability="logged_out")
    centre.agree()
    assert not centre.drift()


def gained(centre, queue):
    return tuple(now - before for now, before in zip(centre.counts(queue), centre.before[queue]))


def pause(centre, client, agent, queue):
    centre.order(client, "queuepause", member=f"agent:xivo/{agent}", queue=f"queue:xivo/{queue}")


def parked(centre):
    session = centre.desk.exchange.session()
    spaces = [item["ParkingSpace"] for item in session.list("ParkedCalls")]
    session.close()
    return spaces


@pytest.mark.parametrize("how", ["keys", "refer"])
def test_T114_a_caller_is_handed_by_the_phone_into_a_second_queue_whose_agent_parks_him(centre, how):
    pause(centre, centre.dave, DAVE, 1)  # so that erin takes the calls of blue
    wait_until(lambda: centre.desk.seen_by(centre.frank)["member", "Agent/2001,blue"][1] == "1", what="dave is paused in blue")
    centre.agree()
    caller = centre.call_in("1001")
    centre.waits("blue", "1001")
    talk = centre.taken_by("1005")
    centre.until(ERIN, on_call_acd=True)
    centre.waits("blue")
    centre.agree()

    # erin waits in red herself, then leaves her place there to the caller
    if how == "keys":
        talk.dtmf("*23002")
    else:
        talk.hold()
        asking = centre.phones["1005"].call("3002").wait_for("up")
    centre.waits("red", "1005")
    ringing = centre.phones["1004"].incoming(within=20)
    centre.agree()
    if how == "keys":
        talk.hangup()
    else:
        assert talk.refer_to_call(asking) == 202
    centre.waits("red", "1001")
    centre.until(ERIN, availability="available", on_call_acd=False)
    centre.agree()
    assert gained(centre, "red") == (1, 0, 0)

    # dave takes him, and parks him by a transfer to the parking lot
    ringing.answer()
    centre.until(DAVE, on_call_acd=True)
    centre.waits("red")
    centre.agree()
    assert ringing.refer("700") == 202
    (space,) = wait_until(lambda: parked(centre), what="a parked call")
    ringing.hangup()
    centre.until(DAVE, on_call_acd=False)
    centre.agree()
    fetched = centre.phones["1002"].call(space).wait_for("up")
    centre.agree()
    fetched.hangup()
    caller.wait_for("ended")
    centre.until(DAVE, on_wrapup=False)
    centre.agree()
    assert gained(centre, "blue") == (1, 1, 0)
    assert gained(centre, "red") == (1, 1, 0)


def test_T114_an_agents_phone_forwards_to_a_mobile(centre):
    pause(centre, centre.erin, ERIN, 1)
    wait_until(lambda: centre.desk.seen_by(centre.frank)["member", "Agent/2002,blue"][1] == "1", what="erin is paused")
    caller = centre.call_in("1001")
    mobile = centre.phones["1007"]
    centre.phones["1004"].incoming(within=20).redirect("1007")
    leg = mobile.incoming(within=20)
    leg.answer()
    centre.until(DAVE, availability="unavailable", on_call_acd=True)
    centre.waits("blue")
    centre.agree()
    caller.hangup()
    leg.wait_for("ended")
    centre.until(DAVE, on_call_acd=False, on_wrapup=True)  # of red: the queues share the last call
    centre.until(DAVE, availability="available", on_wrapup=False)
    centre.agree()

    # the same, and the mobile does not answer: the caller goes on waiting
    caller = centre.call_in("1002")
    quiet(centre, "1004", "1007")
    centre.phones["1004"].incoming(within=20).redirect("1007")
    mobile.incoming(within=20)
    centre.until(DAVE, availability="available", on_call_acd=False)
    centre.waits("blue", "1002")
    caller.hangup()
    centre.waits("blue")
    centre.agree()
    assert gained(centre, "blue") == (2, 1, 1)


def test_T114_an_agent_moves_between_queues_during_a_call(centre):
    pause(centre, centre.dave, DAVE, "all")
    centre.until(DAVE, availability="unavailable")
    caller = centre.call_in("1001")
    talk = centre.taken_by("1005")
    centre.until(ERIN, availability="unavailable", on_call_acd=True)
    centre.agree()

    move = {"member": f"agent:xivo/{ERIN}"}
    centre.order(centre.frank, "queueadd", **move, queue="queue:xivo/2")
    wait_until(lambda: ("member", "Agent/2002,red") in centre.desk.seen_by(centre.frank), what="erin in red")
    centre.until(ERIN, availability="unavailable", on_call_acd=True)
    centre.agree()
    centre.order(centre.frank, "queueremove", **move, queue="queue:xivo/1")
    wait_until(lambda: ("member", "Agent/2002,blue") not in centre.desk.seen_by(centre.frank), what="erin not in blue")
    centre.until(ERIN, availability="unavailable", on_call_acd=True)
    centre.agree()
    talk.hangup()
    caller.wait_for("ended")
    centre.until(ERIN, availability="available", on_call_acd=False, on_wrapup=False)
    centre.agree()

    # calls of blue do not reach her any more, those of red do
    waiting = centre.call_in("1002")
    other = centre.call_in("1001", "3002")
    talk = centre.taken_by("1005")
    centre.until(ERIN, on_call_acd=True)
    centre.waits("blue", "1002")
    centre.waits("red")
    centre.agree()
    waiting.hangup()
    other.hangup()
    talk.wait_for("ended")
    centre.until(ERIN, availability="available", on_call_acd=False)
    centre.order(centre.frank, "queueadd", **move, queue="queue:xivo/1")
    centre.order(centre.frank, "queueremove", **move, queue="queue:xivo/2")
    wait_until(lambda: ("member", "Agent/2002,red") not in centre.desk.seen_by(centre.frank), what="erin back in blue alone")
    centre.order(centre.dave, "queueunpause", member=f"agent:xivo/{DAVE}", queue="queue:xivo/all")
    centre.agree()
    assert gained(centre, "blue") == (2, 1, 1)
    assert gained(centre, "red") == (1, 1, 0)
