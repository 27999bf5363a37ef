"""A conference of two phones, seen and muted from clients."""

import pytest
from support.waiting import wait_until


def room(client):
    return client.all({"class": "meetme_update"})[-1]["config"]["4001"]


def members(client):
    """Place to number and whether muted."""
    return {place: (m["number"], m["muted"]) for place, m in room(client)["members"].items()}


def truth(session):
    """What the exchange says of who is in the room: number to whether muted."""
    return {m["CallerIDNum"]: m["Muted"] == "Yes" for m in session.list("ConfbridgeList", Conference="4001")}


def mute(client, function, place):
    client.send({"class": "ipbxcommand", "command": "meetme", "function": function, "functionargs": ["4001", place]})


def test_P175_P176_P177_P178_P179_T153_a_conference_is_seen_and_muted_from_clients(desk):
    alice, frank, session = desk.login("alice"), desk.login("frank"), desk.exchange.session()
    for client in (alice, frank):
        client.ask({"class": "subscribe", "message": "meetme_update"})
    assert room(frank)["start_time"] == 0

    def sees(expected):
        for client in (alice, frank):
            wait_until(lambda: members(client) == expected, 8, what=lambda: f"{expected}, is told {members(client)}")
        assert truth(session) == dict(expected.values())

    calls = [desk.phone("1001").call("4001").wait_for("up")]
    sees({"1": ("1001", False)})
    calls.append(desk.phone("1002").call("4001").wait_for("up"))
    sees({"1": ("1001", False), "2": ("1002", False)})
    assert alice.all({"class": "meetme_user"})[-1]["list"] == [{"room_number": "4001", "user_number": 1}]
    mute(frank, "MeetmeMute", "2")
    sees({"1": ("1001", False), "2": ("1002", True)})
    mute(alice, "MeetmeMute", "1")  # oneself
    sees({"1": ("1001", True), "2": ("1002", True)})
    mute(alice, "MeetmeUnmute", "2")  # somebody else: alice may not
    mute(alice, "MeetmeUnmute", "1")
    sees({"1": ("1001", False), "2": ("1002", True)})
    mute(frank, "MeetmeUnmute", "2")
    sees({"1": ("1001", False), "2": ("1002", False)})
    for call in calls:
        call.hangup()
    for client in (alice, frank):
        wait_until(lambda: room(client)["member_count"] == 0, what="an empty room")
        assert room(client)["start_time"] == 0
    wait_until(lambda: alice.all({"class": "meetme_user"})[-1]["list"] == [], what="alice is in no room")
    session.close()


@pytest.mark.parametrize("path", ["Local/1002@default", "Local/1002@default/n"])
def test_P179_who_is_in_a_room_through_a_local_channel_is_the_user_behind_it(asterisk_desk, path):
    desk, session = asterisk_desk, asterisk_desk.exchange.session()
    bob, frank = desk.login("bob"), desk.login("frank")
    for client in (bob, frank):
        client.ask({"class": "subscribe", "message": "meetme_update"})
    phone = desk.phone("1002")

    def in_rooms():
        told = bob.all({"class": "meetme_user"})
        return told[-1]["list"] if told else []

    assert in_rooms() == []
    session.ask("Originate", Channel=path, Application="ConfBridge", Data="4001", CallerID='"Room" <4001>', Async="true")
    own = phone.incoming().answer()
    wait_until(lambda: in_rooms() == [{"room_number": "4001", "user_number": 1}], what=lambda: f"bob is in the room, told is {in_rooms()}")
    wait_until(lambda: members(frank) == {"1": ("1002", False)}, what=lambda: f"bob in the room, told is {members(frank)}")
    mute(bob, "MeetmeMute", "1")  # oneself
    wait_until(lambda: list(truth(session).values()) == [True], what=lambda: f"bob muted, are {truth(session)}")
    own.hangup()
    wait_until(lambda: in_rooms() == [] and room(frank)["member_count"] == 0, what=lambda: f"an empty room, told is {in_rooms()}")
    session.close()
