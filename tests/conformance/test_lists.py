"""getlist: ids, configuration and status of every list (protocol 4.2, 6)."""

import re

import pytest
from conformance.people import answered_until_keepalive, of_user

LISTS = ["users", "phones", "agents", "queues", "voicemails", "queuemembers", "meetmes"]


def list_ids(client, listname):
    """listid, with everything the answer must have around its list."""
    answer = client.ask({"class": "getlist", "function": "listid", "listname": listname, "tipbxid": "xivo"})
    assert {k: v for k, v in answer.items() if k not in ("replyid", "timenow", "list")} == {
        "class": "getlist",
        "function": "listid",
        "listname": listname,
        "tipbxid": "xivo",
    }
    assert all(type(tid) is str and tid for tid in answer["list"]) and len(set(answer["list"])) == len(answer["list"])
    return set(answer["list"])


def ask_about(client, function, listname, tid):
    """updateconfig or updatestatus: the object, after checking what is around it."""
    answer = client.ask({"class": "getlist", "function": function, "listname": listname, "tid": tid, "tipbxid": "xivo"})
    body = {"updateconfig": "config", "updatestatus": "status"}[function]
    assert {k: v for k, v in answer.items() if k not in ("replyid", "timenow", "tid", body)} == {
        "class": "getlist",
        "function": function,
        "listname": listname,
        "tipbxid": "xivo",
    }
    assert str(answer["tid"]) == str(tid)
    return answer[body]


def types_of(config):
    return {key: type(value) for key, value in config.items()}


def test_P056_listid_users(alice):
    assert list_ids(alice, "users") == {"1", "2", "3", "4", "5", "6", "7", "8"}


UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
USER = {
    **dict.fromkeys(["firstname", "lastname", "fullname", "mobilephonenumber", "destunc", "destrna", "destbusy", "xivo_uuid"], str),
    **dict.fromkeys(["enablednd", "incallfilter", "enableunc", "enablerna", "enablebusy", "enablevoicemail", "enablexfer"], int),
    "linelist": list,
}


def test_P057_updateconfig_users(alice):
    config = ask_about(alice, "updateconfig", "users", "1")
    assert types_of(config) == {**USER, "agentid": type(None), "voicemailid": int}
    assert (config["firstname"], config["lastname"], config["fullname"]) == ("Alice", "Martin", "Alice Martin")
    assert config["mobilephonenumber"] == "+33600000001" and config["voicemailid"] == 1
    assert config["linelist"] == [alice.phones()["1001"]] and type(config["linelist"][0]) is str
    assert all(config[key] in (0, 1) for key, kind in USER.items() if kind is int)
    assert UUID.fullmatch(config["xivo_uuid"])


def test_P057_updateconfig_of_an_agent_and_of_a_user_without_line(alice):
    dave = ask_about(alice, "updateconfig", "users", "4")
    assert types_of(dave) == {**USER, "agentid": int, "voicemailid": type(None)}
    assert dave["agentid"] == 1 and dave["mobilephonenumber"] == ""
    heidi = ask_about(alice, "updateconfig", "users", "8")
    assert types_of(heidi) == {**USER, "agentid": type(None), "voicemailid": type(None)}
    assert heidi["linelist"] == []


def test_P058_updatestatus_users(alice):
    assert ask_about(alice, "updatestatus", "users", "1") == {"availstate": "available", "connection": "yes"}
    assert ask_about(alice, "updatestatus", "users", "2") == {"availstate": "disconnected", "connection": None}


def test_P059_P060_phones(alice):
    phones = {tid: ask_about(alice, "updateconfig", "phones", tid) for tid in list_ids(alice, "phones")}
    assert sorted((p["number"], p["identity"], p["iduserfeatures"]) for p in phones.values()) == [
        (f"100{user}", f"SIP/100{user}", user) for user in range(1, 8)
    ]
    for tid, phone in phones.items():
        assert re.fullmatch("[0-9]+", tid)
        assert types_of(phone) == {
            "number": str,
            "identity": str,
            "iduserfeatures": int,
            "allowtransfer": type(None),
            "initialized": type(None),
        }


def test_P061_updatestatus_phones(alice):
    for tid in list_ids(alice, "phones"):
        assert ask_about(alice, "updatestatus", "phones", tid) == {"hintstatus": "0"}


def test_P062_listid_agents(alice):
    assert list_ids(alice, "agents") == {"1", "2"}


def test_P065_P066_queues(alice):
    queues = {tid: ask_about(alice, "updateconfig", "queues", tid) for tid in list_ids(alice, "queues")}
    assert {tid: (q["name"], q["number"], q["context"]) for tid, q in queues.items()} == {
        "1": ("blue", "3001", "default"),
        "2": ("red", "3002", "default"),
        "3": ("__switchboard", "3000", "default"),
        "4": ("__switchboard_hold", "3009", "default"),
    }
    for queue in queues.values():
        assert types_of(queue) == dict.fromkeys(["name", "displayname", "context", "number"], str)


def test_P068_P069_P070_voicemails(alice):
    assert list_ids(alice, "voicemails") == {"1", "2"}
    assert ask_about(alice, "updateconfig", "voicemails", "1") == {"context": "default", "mailbox": "1001"}
    assert ask_about(alice, "updateconfig", "voicemails", "2") == {"context": "default", "mailbox": "1002"}
    for tid in "12":
        status = ask_about(alice, "updatestatus", "voicemails", tid)
        assert types_of(status) == {"new": int} and status["new"] >= 0


def test_P071_listid_queuemembers(alice):
    assert list_ids(alice, "queuemembers") == {"Agent/2001,blue", "Agent/2001,red", "Agent/2002,blue", "SIP/1003,__switchboard"}


def test_P074_meetmes(alice):
    assert list_ids(alice, "meetmes") == {"1"}
    config = ask_about(alice, "updateconfig", "meetmes", "1")
    assert types_of(config) == {"context": str, "confno": str, "name": str, "admin_moderationmode": int}
    assert (config["context"], config["confno"], config["name"]) == ("default", "4001", "assembly")
    assert ask_about(alice, "updatestatus", "meetmes", "1") == {"pseudochan": None, "channels": {}, "paused": False}


@pytest.mark.parametrize("listname", ["channels", "groups", "nosuch", "phonebooks", "incalls", "parkinglots", ""])
@pytest.mark.parametrize("function", ["listid", "updateconfig", "updatestatus"])
def test_P075_an_unknown_list_is_met_with_silence(alice, listname, function):
    mark = alice.mark()
    alice.send({"class": "getlist", "commandid": 75, "function": function, "listname": listname, "tid": "1", "tipbxid": "xivo"}, described=False)
    assert answered_until_keepalive(alice, mark) == []


@pytest.mark.parametrize("listname", LISTS)
@pytest.mark.parametrize("tid", ["999999", "0", "-1", "x", "", "1 ", "99999999999999999999"], ids=repr)
def test_P076_an_unknown_element_is_empty(alice, listname, tid):
    for function, body in (("updateconfig", "config"), ("updatestatus", "status")):
        answer = alice.ask({"class": "getlist", "function": function, "listname": listname, "tid": tid, "tipbxid": "xivo"})
        assert answer[body] == {}, answer
        if (listname, function) != ("agents", "updatestatus"):
            assert answer["tid"] == tid


@pytest.mark.parametrize("listname", ["users", "phones", "agents", "queues", "voicemails", "meetmes"])
def test_P077_a_numeric_tid_means_the_same(alice, listname):
    for function in ("updateconfig", "updatestatus"):
        as_text = ask_about(alice, function, listname, "1")
        assert as_text and ask_about(alice, function, listname, 1) == as_text


def test_P077_the_misspelt_or_missing_ipbx_does_not_matter(alice):
    request = {"class": "getlist", "function": "updateconfig", "listname": "users", "tid": "1"}
    whole = alice.ask({**request, "tipbxid": "xivo"})["config"]
    for other in ({"tpbxid": "xivo"}, {}, {"tipbxid": "elsewhere"}):
        assert alice.ask({**request, **other}, described=False)["config"] == whole


def test_P075_lists_are_not_pushed_to_who_has_not_asked(alice, bob):
    mark = bob.mark()
    for listname in LISTS:
        list_ids(alice, listname)
    ask_about(alice, "updateconfig", "users", "1")
    assert bob.hears_nothing(of_user("1", "updateconfig"), mark) and bob.hears_nothing({"function": "listid"}, mark)
