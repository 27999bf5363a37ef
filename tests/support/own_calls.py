"""What a client of the extension `calls` is told of its user's calls, in words: `up in 1001`, `hold out 1002`, `ringing in 1001 of blue`,
`consult out 1003 while 1001 waits`."""

from support.waiting import wait_until


def in_words(call):
    words = f"{call['state']} {call['direction']} {call['number']}"
    words += f" of {call['queue']}" if "queue" in call else ""
    return words + (f" while {call['waiting']['number']} waits" if "waiting" in call else "")


def follow(client):
    """Subscribes; the answer."""
    answer = client.ask({"class": "subscribe", "message": "my_calls"})
    assert answer["class"] == "my_calls", answer
    return answer["calls"]


def lists(client, after=0):
    """The lists of calls that were told, in words; each time they were others. A name may come later than a number."""
    told = [[in_words(call) for call in message["calls"]] for message in client.all({"class": "my_calls"}, after)]
    return [now for before, now in zip([None, *told], told) if now != before]


def calls(client):
    """The calls as they were told last."""
    return client.all({"class": "my_calls"})[-1]["calls"]


def has(client, *wanted, within=5):
    """Waits until the client was told that there are these calls and no others, and returns them."""
    now = lambda: [in_words(call) for call in calls(client)]
    wait_until(lambda: now() == list(wanted), within, what=lambda: f"{list(wanted)}, was told {lists(client)[-8:]}")
    return calls(client)


def id_of(client, words):
    """The id of the one call that is so."""
    (found,) = [call["id"] for call in calls(client) if in_words(call) == words]
    return found


def results(client, after=0):
    """What was told of transfers: [("1003", "answered")]."""
    return [(message["to"], message["result"]) for message in client.all({"class": "transfer_result"}, after)]


def result(client, to, what, after=0, within=10):
    """Waits for what became of a transfer, which is told once; the message."""
    message = client.wait_for({"class": "transfer_result"}, within, after)
    client.ask({"class": "keepalive"})
    assert results(client, after) == [(to, what)]
    return message


def endings(client, after=0):
    """What was told of calls that have ended: ["busy"]."""
    return [message["result"] for message in client.all({"class": "call_ended"}, after)]


def ending(client, what, after=0, within=10):
    """Waits for what became of a call, which is told once; the message."""
    message = client.wait_for({"class": "call_ended"}, within, after)
    client.ask({"class": "keepalive"})
    assert endings(client, after) == [what], message
    return message
