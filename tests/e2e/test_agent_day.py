"""A day in the call centre, on real Asterisks with real phones: two agents, five callers, a supervisor who looks on. After every step
what three clients see equals what Asterisk itself says of its queues."""

from desk import Desk
from support.waiting import wait_until

BLUE = "1"
WINDOW = {"window": "3600", "xqos": "60"}


class CallCentre:
    """The desk with an agent dave (2001, line 1004), an agent erin (2002, line 1005) and the supervisor frank."""

    def __init__(self, desk):
        self.desk = desk
        self.dave, self.erin, self.frank = (desk.login(user) for user in ("dave", "erin", "frank"))
        self.phones = {number: desk.phone(number) for number in ("1001", "1002", "1004", "1005", "1007")}
        self.clients = (self.dave, self.erin, self.frank)
        for client in self.clients:
            client.send({"class": "subscribetoqueuesstats"})

    def order(self, client, command, **fields):
        client.send({"class": "ipbxcommand", "command": command, **fields})

    def agent(self, client, agent):
        return client.list_status("agents", agent)

    def figures(self, client):
        """What the pushed statistics of the blue queue add up to, as text."""
        merged = {}
        for message in client.all({"class": "getqueuesstats"}):
            if "replyid" not in message:
                merged |= {key: str(value) for key, value in message["stats"].get(BLUE, {}).items()}
        return merged

    def truth(self):
        """The same figures, out of Asterisk's own lists."""
        session = self.desk.exchange.session()
        items = session.list("QueueStatus", Queue="blue")
        session.close()
        members = [item for item in items if item["Event"] == "QueueMember"]
        return {
            "Xivo-LoggedAgents": str(len(members)),
            "Xivo-AvailableAgents": str(sum(m["Paused"] == "0" and m["Status"] in ("0", "1") for m in members)),
            "Xivo-TalkingAgents": str(sum(m["Status"] == "2" for m in members)),
            "Xivo-WaitingCalls": str(sum(item["Event"] == "QueueEntry" for item in items)),
        }

    def agree(self):
        """All three clients have of lines, members and figures what Asterisk has."""
        for client in self.clients:
            self.desk.agrees(client)

            def differences(client=client):
                truth, seen = self.truth(), self.figures(client)
                return {key: (seen.get(key), value) for key, value in truth.items() if seen.get(key) != value}

            wait_until(lambda: not differences(), what=lambda: f"figures; (server, exchange): {differences()}")

    def until(self, agent, **status):
        """Every client is told that the agent is so."""
        for client in self.clients:
            wait_until(lambda client=client: status.items() <= self.agent(client, agent).items(), 5,
                       what=lambda client=client: f"agent {agent} {status}, is {self.agent(client, agent)}")

    def call_in(self, caller, queue="3001"):
        call = self.phones[caller].call(queue)
        call.wait_for("up")
        return call

    def taken_by(self, number):
        """That phone picks up; the other agents' phones stop ringing."""
        call = self.phones[number].incoming(within=20)
        call.answer()
        call.wait_for("up")
        return call

    def hand_over(self, client, call, message):
        """Asked again until the server, too, has heard that the two talk."""
        def over():
            client.send(message)
            return call.state == "ended"

        wait_until(over, 5, every=0.5, what="the end of the agent's own call")

    def counts(self):
        answer = self.frank.ask({"class": "getqueuesstats", "on": {BLUE: WINDOW}})["stats"][BLUE]
        return {key: answer[key] for key in ("Xivo-Join", "Xivo-Link", "Xivo-Lost")}


def quiet(centre, *numbers):
    """The phones that only rang have forgotten it."""
    for number in numbers:
        phone = centre.phones[number]
        phone.taken = sum(1 for call in phone.calls if call.invite)


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
    assert centre.counts() == {"Xivo-Join": "6", "Xivo-Link": "5", "Xivo-Lost": "1"}
