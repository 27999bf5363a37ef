"""A dialog of a phone, and the call that lives in one. sip_phone.py says how they are used."""

import itertools
import math
import re
import struct
import time
import uuid

from sip_message import digest, tag, uri
from support.waiting import PATIENCE


class Dialog:
    """What the messages between two ends share: identifiers, numbers, the place to send to."""

    def __init__(self, phone, target, call_id=None, remote=None, local=None):
        self.phone = phone
        self.target = target
        self.call_id = call_id or uuid.uuid4().hex
        self.local = local or f'"{phone.number}" <sip:{phone.number}@{phone.domain}>;tag={uuid.uuid4().hex[:10]}'
        self.remote = remote or f"<{target}>"
        self.sequence = itertools.count(1)

    def request(self, method, headers=(), body="", content="application/sdp", within=PATIENCE):
        """Sends a request, with credentials when asked for them, and returns the final response."""
        extra = list(headers)
        for _ in range(2):
            number, branch = next(self.sequence), self.phone.new_branch()
            with self.phone.changed:
                self.phone.responses[branch] = None
            self.phone.transmit(self.message(method, number, branch, extra, body, content))
            answer = self.phone.wait(lambda branch=branch: self.phone.responses[branch], within, f"an answer to {method}")
            if answer.code not in (401, 407):
                return answer
            extra = list(headers) + [self.credentials(answer, method)]
        return answer

    def credentials(self, challenge, method):
        name = "Authorization" if challenge.code == 401 else "Proxy-Authorization"
        text = challenge.get("WWW-Authenticate" if challenge.code == 401 else "Proxy-Authenticate")
        return name, digest(text, method, self.target, self.phone.number, self.phone.password)

    def message(self, method, number, branch, headers=(), body="", content="application/sdp", remote=None):
        lines = [f"{method} {self.target} SIP/2.0", f"Via: SIP/2.0/UDP {self.phone.at};branch={branch};rport", "Max-Forwards: 70",
                 f"From: {self.local}", f"To: {remote or self.remote}", f"Call-ID: {self.call_id}", f"CSeq: {number} {method}"]
        if not any(name == "Contact" for name, _ in headers):
            lines.append(f"Contact: {self.phone.contact}")
        lines += [f"{name}: {value}" for name, value in headers]
        if body:
            lines.append(f"Content-Type: {content}")
        return "\r\n".join(lines + [f"Content-Length: {len(body.encode())}", "", body])


class Call(Dialog):
    """One call of a phone, placed or received."""

    def __init__(self, phone, target, invite=None):
        if invite:  # received
            super().__init__(phone, uri(invite.get("Contact")), invite.get("Call-ID"), invite.get("From"),
                             f'{invite.get("To")};tag={uuid.uuid4().hex[:10]}')
        else:
            super().__init__(phone, target)
        self.invite = invite      # the INVITE received, with its headers
        self.states = []          # every state it has been in
        self.code = None          # the final answer to its INVITE
        self.challenged = False
        self.notified = []        # bodies of the NOTIFYs of a REFER of ours
        self.remote_sdp = invite.body if invite else ""
        self.last_response = None

    @property
    def state(self):
        return self.states[-1] if self.states else "new"

    @property
    def direction_of_other(self):
        """sendrecv, sendonly, recvonly or inactive, as the other end last said."""
        found = re.findall(r"a=(sendrecv|sendonly|recvonly|inactive)", self.remote_sdp)
        return found[-1] if found else "sendrecv"

    def wait_for(self, state, within=PATIENCE):
        self.phone.wait(lambda: state in self.states, within,
                        lambda: f"{self.phone.number}: call {state}, was {self.states} {self.code or ''}")
        return self

    def become(self, state):
        with self.phone.changed:
            if self.state not in (state, "ended"):
                self.states.append(state)
                self.phone.changed.notify_all()

    # -- placing

    def start(self, headers=()):
        self.invite_headers = list(headers)
        self.become("calling")
        self.send_invite(self.invite_headers)

    def send_invite(self, headers):
        self.number, self.branch = next(self.sequence), self.phone.new_branch()
        self.phone.transmit(self.message("INVITE", self.number, self.branch, headers, self.phone.sdp()))

    def acknowledge(self, answer):
        """A 2xx gets its own transaction; anything else is acknowledged within the INVITE's."""
        branch = self.phone.new_branch() if answer.code < 300 else self.branch
        self.phone.transmit(self.message("ACK", answer.cseq[0], branch, remote=answer.get("To")))

    def on_answer(self, answer):
        if answer.code in (180, 183):
            self.become("ringing")
        if answer.code < 200:
            return
        if answer.code < 300:
            self.remote, self.target = answer.get("To"), uri(answer.get("Contact", self.target))
            self.remote_sdp = answer.body or self.remote_sdp
            self.acknowledge(answer)
            self.code = answer.code
            self.become("up")
            return
        self.acknowledge(answer)
        if answer.code in (401, 407) and not self.challenged:
            self.send_invite(self.invite_headers + [self.credentials(answer, "INVITE")])
            self.challenged = True
            self.become("calling")
        elif self.state != "up":
            self.code = answer.code
            self.become("ended")

    # -- answering

    def respond(self, code, headers=(), body=""):
        self.last_response = self.phone.respond(self.invite, code, self.local, headers, body)

    def answer(self):
        self.respond(200, body=self.phone.sdp())
        self.become("up")
        return self

    def reject(self, code=486, headers=()):
        self.code = code
        self.respond(code, headers)
        self.become("ended")

    def redirect(self, number):
        self.reject(302, [("Contact", f"<sip:{number}@{self.phone.domain}>")])

    # -- during

    def hangup(self):
        if self.state == "calling":  # who is challenged is not calling yet
            self.phone.wait(lambda: self.challenged or self.state != "calling", 5, f"{self.phone.number}: a challenge")
        if self.state == "calling" or (self.state == "ringing" and not self.invite):
            self.phone.transmit(self.message("CANCEL", self.number, self.branch))
            self.phone.wait(lambda: self.state in ("up", "ended"), 5, f"{self.phone.number}: end of a cancelled call")
        if self.state == "ringing":
            self.reject(603)
        if self.state == "up":  # perhaps answered while the CANCEL was on its way
            self.become("ended")
            self.request("BYE")

    def hold(self):
        return self.reinvite("sendonly")

    def resume(self):
        return self.reinvite("sendrecv")

    def reinvite(self, direction):
        answer = self.request("INVITE", body=self.phone.sdp(direction))
        self.phone.transmit(self.message("ACK", answer.cseq[0], self.phone.new_branch()))
        assert answer.code == 200, answer.code
        return self

    def dtmf(self, digits):
        for digit in digits:
            answer = self.request("INFO", body=f"Signal={digit}\r\nDuration=160\r\n", content="application/dtmf-relay")
            assert answer.code == 200, answer.code

    def refer(self, number):
        """Asks the exchange to connect the other end with `number`."""
        return self.send_refer(f"sip:{number}@{self.phone.domain}")

    def refer_to_call(self, other):
        """Asks the exchange to connect the other ends of this call and of `other` (REFER with Replaces)."""
        replaces = f"{other.call_id};to-tag={tag(other.remote)};from-tag={tag(other.local)}"
        escaped = replaces.replace("@", "%40").replace(";", "%3B").replace("=", "%3D")
        return self.send_refer(f"{other.target.split(';')[0]}?Replaces={escaped}")

    def send_refer(self, target):
        referred_by = f"<sip:{self.phone.number}@{self.phone.domain}>"
        return self.request("REFER", [("Refer-To", f"<{target}>"), ("Referred-By", referred_by)]).code

    def play_tone(self, seconds):
        """440 Hz in mu-law to where the other end wants its audio, until the call ends at the latest."""
        host, port = re.search(r"c=IN IP4 (\S+)", self.remote_sdp)[1], int(re.search(r"m=audio (\d+)", self.remote_sdp)[1])
        wave = bytes(mu_law(int(8000 * math.sin(2 * math.pi * 440 * i / 8000))) for i in range(8000))
        begin = time.monotonic()
        for packet in range(int(seconds * 50)):
            if self.state == "ended":
                return
            at = packet * 160
            head = struct.pack("!BBHII", 0x80, 0, packet & 0xffff, at, 0x1234)
            self.phone.rtp.sendto(head + wave[at % 8000:at % 8000 + 160], (host, port))
            time.sleep(max(0.0, begin + packet * 0.02 - time.monotonic()))


def mu_law(sample):
    sign, sample = (0x80, -sample) if sample < 0 else (0, sample)
    sample = min(sample + 132, 32767)
    exponent = max(sample.bit_length() - 8, 0)
    return ~(sign | exponent << 4 | (sample >> (exponent + 3)) & 0x0F) & 0xFF
