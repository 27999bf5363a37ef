"""One face for the three exchanges the end-to-end tests run on: Asterisk 16, Asterisk 22 and the simulated one.

A test takes phones from it, by number, and does with them what people do:

    alice, bob = exchange.phone("1001"), exchange.phone("1002")
    call = alice.call("1002")
    ringing = bob.incoming()
    ringing.answer()
    call.wait_for("up")

On Asterisk these are SIP phones (sip_phone.py); on the simulated exchange its console moves virtual ones, and its AMI says what they do.
"""

from ami_session import AmiSession
from asterisk import Asterisk
from sip_phone import Phone
from support.simulation import Simulation
from support.waiting import PATIENCE, wait_until


class RealExchange:
    """Asterisk, with a SIP phone for every number asked for."""

    def __init__(self, version):
        self.asterisk = Asterisk(version)
        self.phones = {}

    def start(self):
        self.asterisk.start()
        return self

    def stop(self):
        for phone in self.phones.values():
            phone.close()
        self.asterisk.stop()

    @property
    def account(self):
        """What a Server takes as its account."""
        return *self.asterisk.address, self.asterisk.secret

    @property
    def agi(self):
        """The settings of a server that this exchange's dialplan shall ask."""
        return {"port": self.asterisk.agi}

    @property
    def address(self):
        return self.asterisk.address

    def session(self):
        return self.asterisk.session()

    def log(self):
        return self.asterisk.log()

    def queue_log(self):
        """The lines of its queue log, without their time."""
        path = self.asterisk.run / "log" / "queue_log"
        return [line.split("|", 1)[1] for line in path.read_text().splitlines()] if path.exists() else []

    def phone(self, number):
        """The registered phone of that number, the same one each time."""
        if number not in self.phones:
            self.phones[number] = Phone(number, self.asterisk.registrar).register()
        return self.phones[number]

    def own_call(self, phone):
        """The call its user has just asked for rings on that phone: picks it up."""
        return phone.incoming().answer()

    def kill(self):
        """A power cut: calls are gone without a word, phones stay registered."""
        self.asterisk.kill()
        for phone in self.phones.values():
            phone.forget()

    def settle(self):
        """Ends every call and registers every phone again, so that the next test finds a quiet exchange."""
        for phone in self.phones.values():
            phone.reaction = "ring"
            phone.register()
        session = self.session()
        wait_until(lambda: self.is_quiet(session), 10, what=lambda: f"silence on the exchange, there are {session.channels()}")
        session.close()
        for phone in self.phones.values():
            phone.calls.clear()
            phone.taken = 0

    def is_quiet(self, session):
        """A call may be on its way to a phone that has just hung up all it had."""
        for phone in self.phones.values():
            phone.hangup_all()
        return not session.channels()


class SimulatedExchange:
    """`crosspoint pbx-sim`. Its phones are registered from the start and pick up what their own user asked for."""

    def __init__(self, phones=8):
        self.simulation = Simulation("--phones", str(phones))
        self.numbers = range(1001, 1001 + phones)

    def start(self):
        self.simulation.start()
        self.watcher = self.session()
        return self

    def stop(self):
        self.watcher.close()
        self.simulation.stop()

    @property
    def account(self):
        return self.simulation.account

    agi = {"port": 0}  # it has no dialplan that asks

    @property
    def address(self):
        return self.simulation.address

    def session(self):
        return AmiSession(self.address, "crosspoint", Simulation.SECRET)

    def log(self):
        return self.simulation.log()

    def queue_log(self):
        """The lines of its queue log, without their time."""
        return self.simulation.console("queuelog").splitlines()[:-1]

    def phone(self, number):
        return VirtualPhone(self, number)

    def own_call(self, phone):
        return VirtualCall(phone).wait_for("up")

    def kill(self):
        self.watcher.close()
        self.simulation.kill()

    def settle(self):
        for channel in self.watcher.list("CoreShowChannels"):
            self.watcher.ask("Hangup", Channel=channel["Channel"])
        for number in self.numbers:
            self.simulation.console(f"register {number}")
        wait_until(lambda: not self.watcher.channels(), what="silence on the exchange")


class VirtualPhone:
    def __init__(self, exchange, number):
        self.exchange, self.number = exchange, number

    def order(self, command):
        answer = self.exchange.simulation.console(command)
        assert "error" not in answer.lower(), f"{command}: {answer}"

    def register(self):
        self.order(f"register {self.number}")

    def unregister(self):
        self.order(f"unregister {self.number}")

    def call(self, number):
        self.order(f"call {self.number} {number}")
        return VirtualCall(self)

    def incoming(self):
        return VirtualCall(self).wait_for("ringing")


class VirtualCall:
    """The call of a virtual phone that is known to have one at most."""

    STATES = {"ringing": {"Ring", "Ringing"}, "up": {"Up"}, "ended": {None}}

    def __init__(self, phone):
        self.phone = phone

    def state(self):
        """What AMI says of the phone's channel; None without one."""
        for channel in self.phone.exchange.watcher.list("CoreShowChannels"):
            if channel["Channel"].startswith(f"PJSIP/{self.phone.number}-"):
                return channel["ChannelStateDesc"]
        return None

    def wait_for(self, state, within=PATIENCE):
        wait_until(lambda: self.state() in self.STATES[state], within, what=lambda: f"{self.phone.number}: call {state}, is {self.state()}")
        return self

    def answer(self):
        self.phone.order(f"answer {self.phone.number}")
        return self

    def reject(self, code=486):
        self.phone.order(f"reject {self.phone.number} {'busy' if code == 486 else 'declined'}")

    def hangup(self):
        self.phone.order(f"hangup {self.phone.number}")


KINDS = {"asterisk16": lambda: RealExchange(16), "asterisk22": lambda: RealExchange(22), "sim": SimulatedExchange}
