"""The services of a user, set by a client (protocol 4.4, C12 to C18) and elsewhere (P098)."""

import pytest
import yaml
from conformance.people import of_user, pushes
from support.server import DEMO


def featuresput(function, value, **more):
    return {"class": "featuresput", "function": function, "value": value, **more}


def told(client, after, user="1"):
    """The configurations of a user that were pushed, in order."""
    return [m["config"] for m in pushes(client, of_user(user, "updateconfig"), after)]


def is_told_to_all(sender, watchers, request, config, user="1"):
    """The request has no reply of its own, and each of `watchers` gets exactly one push with `config` and nothing else of that user."""
    marks = [client.mark() for client in watchers]
    sender.send({**request, "commandid": 89})
    for client, mark in zip(watchers, marks, strict=True):
        message = client.wait_for({**of_user(user, "updateconfig"), "config": config}, after=mark)
        assert {k: v for k, v in message.items() if k != "timenow"} == {
            "class": "getlist",
            "function": "updateconfig",
            "listname": "users",
            "tipbxid": "xivo",
            "tid": user,
            "config": config,
        }
        assert all(type(message["config"][key]) is type(value) for key, value in config.items()), message
        client.ask({"class": "keepalive"})
        assert told(client, mark, user) == [config]
        assert not client.all({"replyid": 89}, mark) and not client.all({"class": "featuresput"}, mark)


@pytest.mark.parametrize("function", [pytest.param("incallfilter", id="P089"), pytest.param("enablednd", id="P090")])
def test_P089_P090_a_switch_is_told_to_all(alice, bob, observer, function):
    watchers = [alice, bob, observer]
    is_told_to_all(alice, watchers, featuresput(function, True), {function: True})
    assert bob.list_config("users", "1")[function] == 1
    is_told_to_all(alice, watchers, featuresput(function, False), {function: False})
    assert bob.list_config("users", "1")[function] == 0
    is_told_to_all(alice, watchers, featuresput(function, 1), {function: True})
    is_told_to_all(alice, watchers, featuresput(function, 0), {function: False})
    is_told_to_all(alice, watchers, featuresput(function, 0), {function: False})  # what it was already


@pytest.mark.parametrize("target", ["7", 7], ids=repr)
def test_P091_a_supervisor_records_another_user(alice, observer, target):
    watchers = [alice, observer]
    for on in (True, False):
        is_told_to_all(observer, watchers, featuresput("enablerecording", on, target=target), {"enablerecording": on}, user="7")


def test_P091_without_a_target_it_is_the_sender(alice, bob, observer):
    for request in (featuresput("enablerecording", True), featuresput("enablerecording", False, target="1")):
        is_told_to_all(alice, [alice, bob, observer], request, {"enablerecording": request["value"]})


def test_P091_nobody_else_may_set_it_for_another_user(alice, observer):
    marks = alice.mark(), observer.mark()
    alice.send(featuresput("enablerecording", True, target="2", commandid=91))
    assert alice.hears_nothing(after=marks[0]) and observer.hears_nothing(after=marks[1])


@pytest.mark.parametrize("target", ["999", 0, "", "bob", None, ["2"]], ids=repr)
def test_P091_an_unknown_target_has_no_effect(alice, observer, target):
    marks = alice.mark(), observer.mark()
    observer.send(featuresput("enablerecording", True, target=target, commandid=91), described=False)
    assert observer.hears_nothing(after=marks[1]) and alice.hears_nothing(after=marks[0])


@pytest.mark.parametrize(
    "switch, destination",
    [
        pytest.param("enableunc", "destunc", id="P092"),
        pytest.param("enablerna", "destrna", id="P094"),
        pytest.param("enablebusy", "destbusy", id="P095"),
    ],
)
def test_P092_P093_P094_P095_a_forward_is_told_with_its_destination(alice, bob, observer, switch, destination):
    watchers = [alice, bob, observer]
    is_told_to_all(alice, watchers, featuresput("fwd", {switch: True, destination: "1015"}), {switch: True, destination: "1015"})
    config = bob.list_config("users", "1")
    assert (config[switch], config[destination]) == (1, "1015")
    is_told_to_all(alice, watchers, featuresput("fwd", {switch: False, destination: "1016"}), {switch: False, destination: "1016"})
    config = bob.list_config("users", "1")
    assert (config[switch], config[destination]) == (0, "1016")


def test_P092_several_forwards_in_one_message_are_each_executed(alice, observer):
    mark = observer.mark()
    alice.send(featuresput("fwd", {"enableunc": True, "destunc": "1002", "enablebusy": 1, "destbusy": "1003"}))
    observer.wait_for(lambda m: m.get("tid") == "1" and "destbusy" in m.get("config", {}), after=mark)
    merged = {key: value for config in told(observer, mark) for key, value in config.items()}
    assert merged == {"enableunc": True, "destunc": "1002", "enablebusy": True, "destbusy": "1003"}
    alice.send(featuresput("fwd", {"enableunc": False, "destunc": "", "enablebusy": False, "destbusy": ""}))
    observer.wait_for(lambda m: m.get("config", {}).get("enablebusy") is False, after=mark)


@pytest.mark.parametrize("switch, destination", [("enableunc", "destunc"), ("enablerna", "destrna"), ("enablebusy", "destbusy")])
def test_P096_a_forward_without_destination_is_switched_off(alice, observer, switch, destination):
    is_told_to_all(alice, [alice, observer], featuresput("fwd", {switch: True, destination: ""}), {switch: False, destination: ""})


@pytest.mark.parametrize(
    "request_",
    [
        featuresput("enablevoicemail", True),
        featuresput("enabletime", True),
        featuresput("", True),
        {"class": "featuresput", "value": True},
        {"class": "featuresput", "function": 5, "value": True},
    ],
    ids=str,
)
def test_P097_other_functions_are_left_out(alice, observer, request_):
    marks = alice.mark(), observer.mark()
    alice.send({**request_, "commandid": 97}, described=False)
    assert alice.hears_nothing(after=marks[0]) and observer.hears_nothing(after=marks[1])


@pytest.mark.parametrize(
    "request_",
    [
        featuresput("enablednd", "true"),
        featuresput("enablednd", 2),
        featuresput("enablednd", None),
        {"class": "featuresput", "function": "enablednd"},
        featuresput("fwd", True),
        featuresput("fwd", {}),
        featuresput("fwd", {"enableunc": True}),
        featuresput("fwd", {"destunc": "1002"}),
        featuresput("fwd", {"enableunc": True, "destunc": 1002}),
        featuresput("fwd", {"enableunc": True, "destunc": "1" * 81}),
    ],
    ids=str,
)
def test_P012_what_cannot_be_read_has_no_effect(alice, observer, request_):
    marks = alice.mark(), observer.mark()
    alice.send({**request_, "commandid": 12}, described=False)
    assert alice.hears_nothing(after=marks[0]) and observer.hears_nothing(after=marks[1])


def test_P098_services_that_were_imported_are_told_like_those_of_a_client(server, alice, observer):
    users = yaml.safe_load(DEMO.read_text())["users"]

    def import_services(services):
        file = server.directory / "services.yml"
        bob = next(user for user in users if user["login"] == "bob")
        file.write_text(yaml.safe_dump({"users": [{**bob, "services": services}]}))
        result = server.run("import", str(file))
        assert result.returncode == 0, result.stdout + result.stderr

    marks = alice.mark(), observer.mark()
    import_services({"dnd": True, "no_answer": {"on": True, "destination": "1003"}})
    for client, mark in zip((alice, observer), marks):
        client.wait_for(of_user("2", "updateconfig"), after=mark)
        client.ask({"class": "keepalive"})
        assert told(client, mark, "2") == [{"enablednd": True, "enablerna": True, "destrna": "1003"}]
    assert alice.list_config("users", "2")["enablednd"] == 1
    import_services({})
    observer.wait_for({**of_user("2", "updateconfig"), "config": {"enablednd": False}}, after=marks[1])
