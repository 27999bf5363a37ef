"""A small SIP phone over UDP: what a desk phone does on the wire, without sound (a tone apart).

    with Phone("1001", registrar) as alice, Phone("1002", registrar) as bob:
        call = alice.call("1002")
        ringing = bob.incoming()
        ringing.answer()
        call.wait_for("up")
        call.hangup()
        ringing.wait_for("ended")

A reader thread answers what the exchange sends; test code waits for states with a deadline. A call is `calling` or `ringing`, then
`up`, then `ended`. It does what these tests need of RFC 3261, 3264, 3515, 3891 and 4235, no more: one proxy, no TCP, no
retransmission of its own (the loopback interface loses nothing).
"""

import re
import socket
import threading
import time
import uuid

from sip_call import Call, Dialog
from sip_message import REASONS, Message
from support.waiting import PATIENCE, TooLate


class Subscription(Dialog):
    """A lamp: the states of another extension, as the exchange tells them (dialog-info)."""

    def __init__(self, phone, number):
        super().__init__(phone, f"sip:{number}@{phone.domain}")
        self.states = []

    def start(self):
        answer = self.request("SUBSCRIBE", [("Event", "dialog"), ("Accept", "application/dialog-info+xml"), ("Expires", "600")])
        assert answer.code == 200, f"{self.phone.number}: subscription answered with {answer.code}"
        self.remote = answer.get("To")

    def on_notify(self, message):
        with self.phone.changed:
            self.states += re.findall(r"<state[^>]*>(\w+)</state>", message.body) or ["terminated"]
            self.phone.changed.notify_all()

    def wait_for(self, state, within=PATIENCE):
        self.phone.wait(lambda: self.states and self.states[-1] == state, within, lambda: f"lamp {state}, was {self.states}")


class Phone:
    """A phone of one number. Registered while used as a context."""

    def __init__(self, number, registrar, password=None, port=0, reaction="ring"):
        """`reaction` to a call: "ring", "answer", or a code such as 486 to refuse with."""
        self.number, self.registrar = number, registrar
        self.password = f"{number}-sip" if password is None else password
        self.domain = "%s:%d" % registrar
        self.reaction = reaction
        self.calls = []          # all of them, in order
        self.subscriptions = []
        self.requests = []       # every request received
        self.responses = {}      # branch of a request of ours to its final answer
        self.changed = threading.Condition()
        self.taken = 0           # incoming calls handed out
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", port))
        self.rtp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.rtp.bind(("127.0.0.1", 0))
        self.at = "127.0.0.1:%d" % self.socket.getsockname()[1]
        self.contact = f"<sip:{number}@{self.at}>"
        self.registration = Dialog(self, f"sip:{self.domain}", remote=f"<sip:{number}@{self.domain}>")
        self.closing = False
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def __enter__(self):
        self.register()
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.closing = True
        self.socket.sendto(b"\r\n", self.socket.getsockname())  # wakes the reader
        self.reader.join(5)
        self.socket.close()
        self.rtp.close()

    # -- what a person does

    def register(self, expires=3600, contact=None):
        """`contact`: another place where the calls of this number shall go, e.g. sipp's."""
        answer = self.registration.request("REGISTER", [("Contact", contact or self.contact), ("Expires", str(expires))])
        assert answer.code == 200, f"{self.number}: registration answered with {answer.code}"
        return self

    def unregister(self):
        return self.register(expires=0)

    def call(self, number, headers=()):
        call = Call(self, f"sip:{number}@{self.domain}")
        with self.changed:
            self.calls.append(call)
        call.start(headers)
        return call

    def incoming(self, within=PATIENCE):
        """The next call to this phone, each is given once."""
        def next_one():
            received = [c for c in self.calls if c.invite]
            return received[self.taken] if len(received) > self.taken else None
        call = self.wait(next_one, within, f"{self.number}: no call")
        self.taken += 1
        return call

    def subscribe(self, number):
        subscription = Subscription(self, number)
        self.subscriptions.append(subscription)
        subscription.start()
        return subscription

    def hangup_all(self):
        for call in self.calls:
            call.hangup()

    def forget(self):
        """The exchange is gone: what there was with it has ended."""
        for call in self.calls:
            call.become("ended")

    # -- the wire

    def wait(self, condition, within, what):
        with self.changed:
            if not self.changed.wait_for(condition, within):
                raise TooLate(f"{what() if callable(what) else what}: not within {within} s")
            return condition()

    def new_branch(self):
        return "z9hG4bK" + uuid.uuid4().hex[:16]

    def sdp(self, direction="sendrecv"):
        return (f"v=0\r\no=- {int(time.time())} {time.monotonic_ns()} IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                f"m=audio {self.rtp.getsockname()[1]} RTP/AVP 0 101\r\na=rtpmap:0 PCMU/8000\r\n"
                f"a=rtpmap:101 telephone-event/8000\r\na={direction}\r\n")

    def transmit(self, text):
        self.socket.sendto(text.encode(), self.registrar)

    def respond(self, request, code, to=None, headers=(), body=""):
        lines = [f"SIP/2.0 {code} {REASONS.get(code, 'Answer')}"] + [f"Via: {v}" for v in request.all("Via")]
        lines += [f"From: {request.get('From')}", f"To: {to or request.get('To')}"]
        lines += [f"{name}: {request.get(name)}" for name in ("Call-ID", "CSeq")]
        if not any(name == "Contact" for name, _ in headers):
            lines.append(f"Contact: {self.contact}")
        lines += [f"{name}: {value}" for name, value in headers]
        if body:
            lines.append("Content-Type: application/sdp")
        text = "\r\n".join(lines + [f"Content-Length: {len(body.encode())}", "", body])
        self.transmit(text)
        return text

    def read(self):
        while not self.closing:
            data = self.socket.recv(65536)
            if data.strip():
                message = Message(data)
                if message.code:
                    self.on_response(message)
                else:
                    self.on_request(message)

    def find_call(self, call_id):
        with self.changed:
            return next((c for c in self.calls if c.call_id == call_id), None)

    def on_response(self, answer):
        branch = re.search(r"branch=([^;\s]+)", answer.get("Via"))[1]
        with self.changed:
            if branch in self.responses:
                if answer.code >= 200:
                    self.responses[branch] = answer
                    self.changed.notify_all()
                return
        call = self.find_call(answer.get("Call-ID"))
        if call and answer.cseq[1] == "INVITE":
            call.on_answer(answer)

    def on_request(self, request):
        with self.changed:
            self.requests.append(request)
            self.changed.notify_all()
        call = self.find_call(request.get("Call-ID"))
        if request.method == "INVITE":
            self.on_invite(request, call)
        elif request.method == "CANCEL" and call:
            self.respond(request, 200)
            if call.state == "ringing":
                call.reject(487)
        elif request.method == "BYE":
            self.respond(request, 200 if call else 481)
            if call:
                call.become("ended")
        elif request.method == "NOTIFY":
            self.respond(request, 200)
            self.on_notify(request, call)
        elif request.method != "ACK":
            self.respond(request, 200)

    def on_invite(self, request, call):
        if call and call.invite and request.cseq == call.invite.cseq:  # sent again: so is the answer
            if call.last_response:
                self.transmit(call.last_response)
            return
        if call:  # the other end holds, resumes or moves its audio
            call.remote_sdp = request.body or call.remote_sdp
            self.respond(request, 200, call.local if call.invite else None, body=self.sdp())
            return
        with self.changed:  # nobody sees the call before it rings
            call = Call(self, None, request)
            self.calls.append(call)
            if isinstance(self.reaction, int):
                call.reject(self.reaction)
                return
            call.respond(180)
            call.become("ringing")
            if self.reaction == "answer":
                call.answer()

    def on_notify(self, request, call):
        subscription = next((s for s in self.subscriptions if s.call_id == request.get("Call-ID")), None)
        if subscription:
            subscription.on_notify(request)
        elif call and request.get("Event") == "talk" and call.invite and call.state == "ringing":
            call.answer()
        elif call and request.get("Event") in ("hold", "talk"):  # the thread that reads the answer to a re-INVITE is this one
            threading.Thread(target=call.hold if request.get("Event") == "hold" else call.resume, daemon=True).start()
        elif call:
            with self.changed:
                call.notified.append(request.body)
                self.changed.notify_all()
