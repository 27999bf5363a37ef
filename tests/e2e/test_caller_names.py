"""A caller whose name has characters that Asterisk escapes in some of its messages and not in others (telephony 1.3, row T008)."""

from support.waiting import wait_until

NAME = "Conor \"Con\" O'Brien? C:\\new Čermák"


def channel_of(session, number):
    return next(channel for channel in session.channels() if channel.startswith(f"PJSIP/{number}-"))


def test_T008_a_name_is_the_same_on_phones_in_calls_queues_rooms_and_histories(asterisk_desk):
    desk, session = asterisk_desk, asterisk_desk.exchange.session()
    bob, frank = desk.login("bob"), desk.login("frank")
    frank.ask({"class": "subscribe", "message": "queueentryupdate", "queueid": "1"})
    frank.ask({"class": "subscribe", "message": "meetme_update"})
    bobs_phone = desk.phone("1002")
    call = desk.phone("1001").call("9000").wait_for("up")
    channel = channel_of(session, "1001")
    assert session.ask("Setvar", Channel=channel, Variable="CALLERID(name)", Value=NAME)["Response"] == "Success"

    def send_to(extension):
        assert session.ask("Redirect", Channel=channel, Context="default", Exten=extension, Priority="1")["Response"] == "Success"

    def current_name():
        calls = bob.ask({"class": "subscribe", "message": "current_calls"})["current_calls"]
        return [c["cid_name"] for c in calls]

    send_to("1002")
    bobs_phone.incoming().answer()
    wait_until(lambda: current_name() == [NAME], what=lambda: f"bob talks to {NAME}, is told {current_name()}")

    send_to("3001")
    def waiting():
        return [entry["name"] for entry in frank.all({"class": "queueentryupdate"})[-1]["state"]["entries"]]
    wait_until(lambda: waiting() == [NAME], what=lambda: f"{NAME} waits, told are {waiting()}")
    (entry,) = [item for item in session.list("QueueStatus", Queue="blue") if item["Event"] == "QueueEntry"]
    assert entry["CallerIDName"] == NAME, "Asterisk itself escapes nothing here"

    send_to("4001")
    def members():
        return [m["name"] for m in frank.all({"class": "meetme_update"})[-1]["config"]["4001"]["members"].values()]
    wait_until(lambda: members() == [NAME], what=lambda: f"{NAME} in the room, told are {members()}")
    call.hangup()

    def remembered():
        return [c["fullname"] for c in bob.ask({"class": "history", "size": 1, "xuserid": "xivo/1"})["history"]]
    wait_until(lambda: remembered() == [NAME], what=lambda: f"a call of {NAME}, are {remembered()}")
    session.close()


def test_T008_an_operators_phone_shows_the_name_of_the_call_that_is_fetched(asterisk_desk):
    desk, session = asterisk_desk, asterisk_desk.exchange.session()
    name = "Conor O'Brien"
    carol = desk.login("carol")
    carol.ask({"class": "subscribe", "message": "queueentryupdate", "queueid": "3"})
    desk.phone("1003").reaction = 486  # the queue does not get through to her
    call = desk.phone("1001").call("9000").wait_for("up")
    channel = channel_of(session, "1001")
    session.ask("Setvar", Channel=channel, Variable="CALLERID(name)", Value=name)
    session.ask("Redirect", Channel=channel, Context="default", Exten="3000", Priority="1")

    def waiting():
        told = carol.all({"class": "queueentryupdate"})
        return told[-1]["state"]["entries"] if told else []
    (entry,) = wait_until(lambda: [e for e in waiting() if e["name"] == name], what=lambda: f"{name} waits: {waiting()}")
    desk.phone("1003").reaction = "ring"
    carol.send({"class": "answer", "unique_id": entry["uniqueid"]})
    own = wait_until(lambda: next((c for c in desk.phone("1003").calls if c.invite and name in c.invite.get("From")), None),
                     what=lambda: f"a call of {name}: {[c.invite.get('From') for c in desk.phone('1003').calls if c.invite]}")
    assert f'"{name}"' in own.invite.get("From")
    call.hangup()
    session.close()
