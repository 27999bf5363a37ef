"""Reads call sheets as the protocol's description does: its recipe, step by step."""

import base64
import struct
import xml.etree.ElementTree as ElementTree
import zlib


def xml_of(message):
    """The text in a sheet message, and that its frame is as it must be."""
    assert message["serial"] == "xml"
    content = base64.b64decode(message["payload"], validate=True)
    if message["compressed"]:
        (length,) = struct.unpack(">I", content[:4])
        decoder = zlib.decompressobj()
        text = decoder.decompress(content[4:])
        assert decoder.eof and not decoder.unused_data, "the stream does not end with the payload"
        assert len(text) == length
        content = text
    return content.decode("utf-8")


class Sheet:
    """A sheet as a client sees it."""

    def __init__(self, message):
        self.xml = xml_of(message)
        profile = ElementTree.fromstring(self.xml.encode())
        assert profile.tag == "profile" and [child.tag for child in profile] == ["user"]
        self.elements = list(profile[0])
        self.internal = {e.get("name"): e.text or "" for e in self.elements if e.tag == "internal"}
        assert self.internal["channel"] == message["channel"]

    def lines(self, kind):
        """(order, name, type, content) of every element of a kind, as they come."""
        return [(e.get("order"), e.get("name"), e.get("type"), e.text or "") for e in self.elements if e.tag == kind]

    def content(self, kind="sheet_info"):
        return [line[3] for line in self.lines(kind)]
