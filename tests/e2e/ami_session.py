"""A second manager session for tests: asks Asterisk itself what it holds, to compare with what the server says."""

import itertools
import socket

from support.waiting import wait_until


class AmiSession:
    def __init__(self, address, username, secret):
        self.socket = socket.create_connection(address, timeout=10)
        self.stream = self.socket.makefile("rb")
        self.numbers = itertools.count(1)
        self.banner = self.stream.readline().decode().strip()
        answer = self.ask("Login", Username=username, Secret=secret, Events="off")
        assert answer["Response"] == "Success", answer

    def read(self):
        """The next message, the first value of each header."""
        message = {}
        while True:
            line = self.stream.readline().decode(errors="replace")
            assert line, "the manager session has ended"
            if not line.strip():
                if message:
                    return message
                continue
            key, _, value = line.rstrip("\r\n").partition(":")
            message.setdefault(key, value.strip())

    def send(self, action, **headers):
        number = f"test{next(self.numbers)}"
        lines = [f"Action: {action}", f"ActionID: {number}"] + [f"{k}: {v}" for k, v in headers.items()]
        self.socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        return number

    def ask(self, action, **headers):
        """The answer to an action."""
        number = self.send(action, **headers)
        while True:
            message = self.read()
            if "Response" in message and message.get("ActionID", number) == number:
                return message

    def list(self, action, **headers):
        """The items of a list action."""
        number = self.send(action, **headers)
        items = []
        while True:
            message = self.read()
            if message.get("ActionID") != number:
                continue
            if message.get("EventList") == "Complete" or message.get("Response") == "Error":
                return items
            if "Event" in message:
                items.append(message)

    def hints(self):
        """Device of each hint to its status, as the text clients see: {"PJSIP/1001": "0"}."""
        return {item["Hint"]: item["Status"] for item in self.list("ExtensionStateList") if item.get("Hint", "").startswith("PJSIP/")}

    def state(self):
        """The lists a client's view can be held against: {("line", "1001"): "0", ("mailbox", "1001"): 0, ("member", "PJSIP/1003,blue"):
        ("1", "0")}."""
        state = {("line", device.split("/")[1]): status for device, status in self.hints().items()}
        for item in self.list("VoicemailUsersList"):
            state["mailbox", item["VoiceMailbox"]] = int(item["NewMessageCount"])
        for item in self.list("QueueStatus"):
            if item["Event"] == "QueueMember":
                name = item["Name"] if item["Name"].startswith("Agent/") else item["Location"]  # clients know others by their device
                state["member", f"{name},{item['Queue']}"] = item["Status"], item["Paused"]
        return state

    def channels(self):
        return [item["Channel"] for item in self.list("CoreShowChannels")]

    def bridged(self):
        """The channels that are in a bridge, so really connected."""
        return [item["Channel"] for item in self.list("CoreShowChannels") if item.get("BridgeId")]

    def wait_bridged(self, channels):
        """So many are connected. A phone hears of the answer a little before: what it asks for in between, Asterisk may lose."""
        wait_until(lambda: len(self.bridged()) == channels, what=f"{channels} connected channels")

    def close(self):
        self.stream.close()
        self.socket.close()
