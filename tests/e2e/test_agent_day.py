"""A day in the call centre, on real Asterisks with real phones: two agents, five callers, a supervisor who looks on. After every step
what three clients see equals what Asterisk itself says of its queues."""

from call_centre import CallCentre, quiet
from desk import Desk


def test_T104_T105_T114_a_day_of_two_agents(asterisk_desk: Desk):
    centre = CallCentre(asterisk_desk)
    dave, erin = "1", "2"

    # two agents log in
    centre.order(centre.dave, "agentlogin")
    centre.order(centre.erin, "agentlogin", agentphonenumber="1005")
    centre.until(dave, availability="available", phonenumber="1004")
    centre.until(erin, availability="available", phonenumber="1005")
    centre.agree()

    # the first caller is answered
    caller = centre.call_in("1001")
    talk = centre.taken_by("1004")
    centre.until(dave, availability="unavailable", on_call_acd=True)
    centre.agree()
    caller.hangup()
    talk.wait_for("ended")
    centre.until(dave, availability="available", on_call_acd=False)
    centre.agree()
    quiet(centre, "1005")

    # the second gives up
    caller = centre.call_in("1002")
    centre.phones["1004"].incoming(within=20)
    centre.agree()
    caller.hangup()
    quiet(centre, "1004", "1005")
    centre.agree()

    # the third is transferred to the other agent
    caller = centre.call_in("1001")
    talk = centre.taken_by("1005")
    centre.until(erin, on_call_acd=True)
    quiet(centre, "1004")
    centre.hand_over(centre.erin, talk, {"class": "direct_transfer", "number": "1004"})
    handed_over = centre.taken_by("1004")
    centre.until(erin, availability="available", on_call_acd=False)
    centre.until(dave, on_call_nonacd=True)
    centre.agree()
    caller.hangup()
    handed_over.wait_for("ended")
    centre.until(dave, availability="available")
    centre.agree()

    # the fourth is sent to a mailbox, and speaks
    caller = centre.call_in("1002")
    talk = centre.taken_by("1004")
    centre.until(dave, on_call_acd=True)
    quiet(centre, "1005")
    centre.hand_over(centre.dave, talk, {"class": "blind_transfer_voicemail", "voicemail": "1001"})
    centre.until(dave, availability="available", on_call_acd=False)
    centre.agree()
    caller.hangup()
    centre.agree()

    # the fifth is put back into the queue and answered again
    caller = centre.call_in("1007")
    talk = centre.taken_by("1005")
    centre.until(erin, on_call_acd=True)
    quiet(centre, "1004")
    centre.hand_over(centre.erin, talk, {"class": "direct_transfer", "number": "3001"})
    again = centre.taken_by("1004")
    centre.until(dave, on_call_acd=True)
    centre.until(erin, availability="available")
    centre.agree()
    again.hangup()
    caller.wait_for("ended", within=10)
    centre.until(dave, availability="available")
    quiet(centre, "1005")

    # a pause: only erin's phone would ring
    centre.order(centre.dave, "queuepause", member=f"agent:xivo/{dave}", queue="queue:xivo/all")
    centre.until(dave, availability="unavailable", on_call_acd=False)
    centre.agree()
    centre.order(centre.dave, "queueunpause", member=f"agent:xivo/{dave}", queue="queue:xivo/all")
    centre.until(dave, availability="available")

    # wrap-up: the red queue gives three seconds of it
    caller = centre.call_in("1001", "3002")
    talk = centre.taken_by("1004")
    centre.until(dave, on_call_acd=True)
    talk.hangup()
    centre.until(dave, availability="unavailable", on_wrapup=True)
    centre.until(dave, availability="available", on_wrapup=False)

    # the end of the day
    centre.order(centre.dave, "agentlogout")
    centre.order(centre.frank, "agentlogout", agentids=f"xivo/{erin}")
    centre.until(dave, availability="logged_out")
    centre.until(erin, availability="logged_out")
    centre.agree()
    assert centre.counts() == (6, 5, 1)
