"""What docs/messages.yml says, as a validator of messages. It knows that file alone and nothing of the server's code.

    fault("client", {"class": "keepalive"})     None, or in words what is wrong
"""

import functools
import re
from pathlib import Path

import yaml

PAGE = Path(__file__).resolve().parents[2] / "docs" / "messages.yml"
BASIC = {
    "text": lambda value: isinstance(value, str),
    "integer": lambda value: type(value) is int,
    "number": lambda value: type(value) in (int, float),
    "boolean": lambda value: isinstance(value, bool),
    None: lambda value: value is None,
}
# The faults of what servers have sent to any CtiClient, until the test that runs then has looked.
received = []


@functools.cache
def described():
    return yaml.load(PAGE.read_text(), yaml.CSafeLoader)


def fault(side, message):
    """Why this is no message of that side ("client" or "server"); None when it is one."""
    candidates = [validate for when, kind, validate in validators(side).get(message.get("class"), [])
                  if all(message.get(key) == value for key, value in when.items()) and not (kind == "push" and "replyid" in message)]
    faults = [validate(message) for validate in candidates]
    if not candidates:
        return f"docs/messages.yml has no such message of the {side}: {str(message)[:300]}"
    return None if None in faults else f"{' or '.join(faults)}: {str(message)[:1000]}"


@functools.cache
def validators(side):
    """Class to [(constants, kind, validate)]."""
    by_class = {}
    for name, message in described()[side].items():
        by_class.setdefault(message["when"]["class"], []).append((message["when"], message.get("kind"), validator_of_message(side, name)))
    return by_class


def validator_of_message(side, name):
    """A function of a message: None, or why it is not the one of that name."""
    message = described()[side][name]
    constants = {key: {"type": {"values": {value: ""}}} for key, value in message["when"].items()}
    return validator_of({"object": {**constants, **described()["envelope"][side], **message.get("fields", {})}})


@functools.cache
def validator_of_name(name):
    return validator_of(described()["types"][name]["type"])


def validator_of(kind):
    """A function of a value: None, or what is wrong with it."""
    if isinstance(kind, dict):
        return SHAPES[next(iter(kind))](kind)
    if isinstance(kind, list):
        return any_of([validator_of(each) for each in kind])
    if kind not in BASIC:
        return validator_of_name(kind)
    return lambda value: None if BASIC[kind](value) else f"{value!r} is no {kind or 'null'}"


def any_of(several):
    def validate(value):
        faults = [each(value) for each in several]
        return None if None in faults else " and ".join(faults)

    return validate


def values(kind):
    allowed = {(type(value), value) for value in kind["values"]}  # to Python 1 and True are the same
    return lambda value: None if isinstance(value, (str, int, float)) and (type(value), value) in allowed else f"{value!r} is not allowed"


def pattern(kind):
    matches = re.compile(kind["pattern"]).fullmatch
    return lambda value: None if isinstance(value, str) and matches(value) else f"{value!r} does not match {kind['pattern']}"


def array(kind):
    item = validator_of(kind["array"])
    return lambda value: first(map(item, value)) if isinstance(value, list) else f"{value!r} is no array"


def tuple_of(kind):
    items = [validator_of(each) for each in kind["tuple"]]

    def validate(value):
        if not isinstance(value, list) or len(value) != len(items):
            return f"{value!r} is no array of {len(items)}"
        return first(item(each) for item, each in zip(items, value))

    return validate


def map_of(kind):
    key, item = map(validator_of, kind["map"])

    def validate(value):
        if not isinstance(value, dict):
            return f"{value!r} is no object"
        return first(key(name) or at(name, item(each)) for name, each in value.items())

    return validate


def object_of(kind):
    fields = {name: validator_of(field["type"]) for name, field in kind["object"].items()}
    required = {name for name, field in kind["object"].items() if not field.get("optional")}
    others = validator_of(kind["others"]) if "others" in kind else lambda value: "is not described"

    def validate(value):
        if not isinstance(value, dict):
            return f"{value!r} is no object"
        missing = required - value.keys()
        if missing:
            return f"{', '.join(sorted(missing))} missing"
        return first(at(name, fields.get(name, others)(each)) for name, each in value.items())

    return validate


def first(faults):
    return next((each for each in faults if each), None)


def at(name, found):
    return found and f"{name}: {found}"


SHAPES = {"values": values, "pattern": pattern, "array": array, "tuple": tuple_of, "map": map_of, "object": object_of}
