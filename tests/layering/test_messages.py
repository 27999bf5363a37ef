"""docs/messages.yml is regular, its examples are what it describes, and it would notice if they were not."""

import json
import pathlib
import subprocess

import pytest
import yaml
from support.messages import BASIC, PAGE, SHAPES, described, fault, validator_of_message

ROOT = pathlib.Path(__file__).resolve().parents[2]
MESSAGES = [(side, name) for side in ("client", "server") for name in described()[side]]
KEYS = {
    "client": {"about", "when", "fields", "answers", "examples", "rows"},
    "server": {"about", "when", "fields", "kind", "audience", "examples", "rows"},
}
LEFT_OUT = {"fields", "answers"}
AUDIENCES = {"requester", "own", "all", "subscribers"}


class Strict(yaml.CSafeLoader):
    """A key that stands twice would silently count once."""

    def construct_mapping(self, node, deep=False):
        keys = [self.construct_object(key) for key, _ in node.value]
        assert len(keys) == len(set(keys)), f"twice the same key in line {node.start_mark.line + 1}: {keys}"
        return super().construct_mapping(node, deep)


def test_no_key_stands_twice():
    assert yaml.load(PAGE.read_text(), Strict) == described()


def fields_of(side):
    """Every FIELD of that side with its path, those within types included."""
    for name, message in described()[side].items():
        yield from nested(message.get("fields", {}), name)


def nested(fields, path):
    for name, field in fields.items():
        yield f"{path}: {name}", field
        yield from within(field["type"], f"{path}: {name}")


def within(kind, path):
    """The fields of the objects in a TYPE."""
    if isinstance(kind, dict) and "object" in kind:
        yield from nested(kind["object"], path)
        return
    for part in kind.values() if isinstance(kind, dict) else kind if isinstance(kind, list) else []:
        yield from within(part, path)


def names_in(kind):
    """The names of types that a TYPE uses."""
    if isinstance(kind, str):
        return set() if kind in BASIC else {kind}
    if isinstance(kind, list):
        return set().union(*map(names_in, kind))
    if not isinstance(kind, dict):
        return set()
    if "object" in kind:
        fields = set().union(*[names_in(field["type"]) for field in kind["object"].values()])
        return fields | names_in(kind.get("others"))
    return set().union(*[names_in(kind[form]) for form in ("array", "tuple", "map") if form in kind])


@pytest.mark.parametrize("side, name", MESSAGES)
def test_a_message_has_the_keys_of_its_side(side, name):
    message = described()[side][name]
    assert KEYS[side] - LEFT_OUT <= message.keys() <= KEYS[side]
    assert "class" in message["when"] and message["examples"] and message["rows"]
    assert set(message.get("answers", [])) <= described()["server"].keys()
    if side == "server":
        assert message["kind"] in {"reply", "push", "both"} and message["audience"] in AUDIENCES


@pytest.mark.parametrize("side", ["client", "server"])
def test_a_field_has_a_type_and_a_meaning(side):
    types = [pair for name, entry in described()["types"].items() for pair in within(entry["type"], name)]
    for path, field in [*fields_of(side), *types]:
        assert {"type", "about"} <= field.keys() <= {"type", "about", "optional", "ignored"}, path
        assert field["about"], path


def test_every_named_type_is_used_and_every_used_one_is_there():
    types = described()["types"]
    assert all(entry.keys() == {"about", "type"} for entry in types.values())
    envelopes = [{"fields": envelope} for envelope in described()["envelope"].values()]
    messages = [*described()["client"].values(), *described()["server"].values(), *envelopes]
    fields = [field for message in messages for field in message.get("fields", {}).values()]
    used = set().union(*[names_in(field["type"]) for field in fields], *[names_in(entry["type"]) for entry in types.values()])
    assert used == set(types)


def test_a_type_has_one_shape():
    def shapes(kind):
        if isinstance(kind, dict) and kind.keys() & SHAPES.keys():
            assert len(kind.keys() - {"others"}) == 1, kind
        for part in kind.values() if isinstance(kind, dict) else kind if isinstance(kind, list) else []:
            shapes(part)

    for entry in described()["types"].values():
        shapes(entry["type"])


def with_envelope(side, example):
    return {**example, **({"commandid": 1} if side == "client" else {"timenow": 1385400010.5})}


@pytest.mark.parametrize("side, name", MESSAGES)
def test_the_examples_are_what_is_described(side, name):
    for example in described()[side][name]["examples"]:
        assert fault(side, with_envelope(side, example)) is None


@pytest.mark.parametrize("side, name", MESSAGES)
def test_what_is_not_described_is_noticed(side, name):
    message = described()[side][name]
    validate = validator_of_message(side, name)
    example = with_envelope(side, message["examples"][0])
    assert validate({**example, "frobnicate": 1})
    for field, about in message.get("fields", {}).items():
        assert validate({**example, field: [[[[]]]]}), f"{field}: no field is a list in a list in a list"
        without = {key: value for key, value in example.items() if key != field}
        assert bool(validate(without)) != about.get("optional", False), field
    if side == "server":
        assert validate(message["examples"][0]), "timenow is missing"
    if message.get("kind") == "push":
        assert fault(side, {**example, "replyid": 1})


def test_true_is_no_number_and_one_is_no_boolean():
    wanted = {"class": "featuresput", "function": "enablednd"}
    assert fault("client", {**wanted, "value": 1}) is None
    assert fault("client", {**wanted, "value": 2})
    answer = {"class": "people_favorite_update", "source": "internal", "source_entry_id": "1", "timenow": 1}
    assert fault("server", {**answer, "favorite": True}) is None
    assert fault("server", {**answer, "favorite": 1})


def test_the_reference_page_is_what_the_description_makes():
    made = subprocess.run([ROOT / "tools/messages_page", "--print"], check=True, capture_output=True, text=True).stdout
    assert (ROOT / "docs/protocol/messages.md").read_text() == made, "run ./dev docs"


@pytest.mark.parametrize("name", described()["client"])
def test_a_request_is_named_after_what_it_is_recognised_by(name):
    assert name == " ".join(described()["client"][name]["when"].values())


def test_the_server_has_a_place_where_it_says_each_message():
    code = "".join(path.read_text() for room in ("cti", "session") for path in (ROOT / "src" / room).rglob("*.cpp")
                   if not path.stem.endswith(("_test", "_fixture")))
    assert not [name for name, message in described()["server"].items() if f'"{message["when"]["class"]}"' not in code]


def test_what_recordings_make_the_server_say_is_described():
    """The lines that the whole server says to each recording of a real Asterisk stand there byte for byte, after their topic."""
    lines = [line.partition(" ")[2] for path in (ROOT / "tests/expectations").rglob("*.txt") for line in path.read_text().splitlines()]
    assert lines
    assert not [found for line in lines if (found := fault("server", json.loads(line)))]
