"""SIP on the wire: one message taken apart, and the answer to a digest challenge."""

import hashlib
import re
import uuid

REASONS = {100: "Trying", 180: "Ringing", 200: "OK", 302: "Moved Temporarily", 481: "Call Does Not Exist", 486: "Busy Here",
           487: "Request Terminated", 603: "Decline"}


class Message:
    """A request or response, taken apart. Header names are compared without regard to case."""

    SHORT = {"v": "via", "f": "from", "t": "to", "i": "call-id", "m": "contact", "l": "content-length", "c": "content-type", "o": "event"}

    def __init__(self, data):
        head, _, self.body = data.decode(errors="replace").partition("\r\n\r\n")
        first, *lines = head.split("\r\n")
        self.code = int(first.split()[1]) if first.startswith("SIP/2.0 ") else None
        self.method = None if self.code else first.split()[0]
        self.headers = []  # pairs in order, names as they came
        for line in lines:
            name, _, value = line.partition(":")
            self.headers.append((name.strip(), value.strip()))

    def all(self, name):
        return [v for n, v in self.headers if self.SHORT.get(n.lower(), n.lower()) == name.lower()]

    def get(self, name, default=""):
        return (self.all(name) or [default])[0]

    @property
    def cseq(self):
        number, method = self.get("CSeq").split()
        return int(number), method


def tag(header):
    found = re.search(r";\s*tag=([^;\s>]+)", header)
    return found[1] if found else None


def uri(header):
    found = re.search(r"<([^>]+)>", header)
    return found[1] if found else header.split(";")[0].strip()


def digest(challenge, method, target, username, password):
    """The Authorization header for a digest challenge with MD5, with or without qop=auth."""
    field = dict(re.findall(r'(\w+)="?([^",]+)"?', challenge))
    md5 = lambda text: hashlib.md5(text.encode()).hexdigest()
    ha1, ha2 = md5(f"{username}:{field['realm']}:{password}"), md5(f"{method}:{target}")
    qop, response = "", md5(f"{ha1}:{field['nonce']}:{ha2}")
    if "qop" in field:
        cnonce = uuid.uuid4().hex[:8]
        qop = f', qop=auth, nc=00000001, cnonce="{cnonce}"'
        response = md5(f"{ha1}:{field['nonce']}:00000001:{cnonce}:auth:{ha2}")
    opaque = f', opaque="{field["opaque"]}"' if "opaque" in field else ""
    return (f'Digest username="{username}", realm="{field["realm"]}", nonce="{field["nonce"]}", uri="{target}", response="{response}", '
            f"algorithm=MD5{opaque}{qop}")
