"""People: headers, search, favourites, the old directory and the switchboard's (protocol 4.5, 4.6, 5.4, C55, C56)."""

import pytest
import yaml
from support.server import DEMO
from support.waiting import wait_until

XIVO = "0d3c6f5e-52a1-4b8e-9a57-6f1f0c2be001"
ALICE = "0d3c6f5e-52a1-4b8e-9a57-6f1f0c2be101"


def names(answer, column="name"):
    """What stands in the first column of that type."""
    place = answer["column_types"].index(column)
    return [result["column_values"][place] for result in answer["results"]]


def search(client, pattern):
    return client.ask({"class": "people_search", "pattern": pattern})


def entry(answer, name):
    """The source and id of the person of that name."""
    (result,) = [r for r, n in zip(answer["results"], names(answer), strict=True) if n == name]
    return {"source": result["source"], "source_entry_id": result["relations"]["source_entry_id"]}


def set_favorite(client, which, favorite):
    return client.ask({"class": "people_set_favorite", **which, "favorite": favorite})


@pytest.fixture
def dave(people):
    return people.login("dave")


@pytest.fixture
def carol(people):
    return people.login("carol")


def test_P099_relations_name_user_line_and_agent(people, alice, dave):
    answer = alice.ask({"class": "get_relations"})
    assert answer["class"] == "relations"
    assert answer["data"] == {"xivo_uuid": XIVO, "user_id": 1, "endpoint_id": 1, "agent_id": None}
    assert dave.ask({"class": "get_relations"})["data"] == {"xivo_uuid": XIVO, "user_id": 4, "endpoint_id": 4, "agent_id": 1}


def test_P100_headers_are_two_arrays_of_one_length(alice):
    answer = alice.ask({"class": "people_headers"})
    assert answer["class"] == "people_headers_result"
    assert answer["column_headers"] == ["Name", "Number", "Mobile", "Voicemail", "Favorite", "E-mail", "Personal"]
    assert answer["column_types"] == ["name", "number", "callable", "voicemail", "favorite", "email", "personal"]


def test_P101_a_search_repeats_term_and_headers(alice):
    headers = alice.ask({"class": "people_headers"})
    answer = search(alice, "Martin")
    assert answer["class"] == "people_search_result"
    assert answer["term"] == "Martin"
    assert answer["column_headers"] == headers["column_headers"] and answer["column_types"] == headers["column_types"]
    assert [r["column_values"] for r in answer["results"]] == [["Alice Martin", "1001", "+33600000001", "1001", False, None, False]]


@pytest.mark.parametrize("pattern", ["martin alice", "ÁLICE", "alice m", "1001", "+33 6 00.00-00 01", "(600) 000001"])
def test_P101_a_person_is_found_by_name_and_number_however_written(alice, pattern):
    assert names(search(alice, pattern)) == ["Alice Martin"]


def test_P101_results_come_by_name_and_nobody_is_an_empty_list(alice):
    found = names(search(alice, "o"))
    assert found == sorted(found) and {"Bob Stone", "Carol Reyes", "Heidi Roux"} <= set(found)
    assert search(alice, "nobody at all")["results"] == []


@pytest.mark.parametrize("request_", [{}, {"pattern": 5}, {"pattern": None}], ids=str)
def test_P012_a_search_without_pattern_is_left_out(alice, request_):
    mark = alice.mark()
    alice.send({"class": "people_search", **request_}, described=False)
    assert alice.hears_nothing({"class": "people_search_result"}, mark)


def test_P102_relations_of_a_result(alice):
    (alice_herself,) = search(alice, "Alice")["results"]
    assert alice_herself["source"] == "internal"
    assert alice_herself["relations"] == {"xivo_id": XIVO, "user_id": 1, "user_uuid": ALICE, "endpoint_id": 1, "agent_id": None, "source_entry_id": "1"}
    (dave,) = search(alice, "Okafor")["results"]
    assert dave["relations"]["agent_id"] == 1
    (without_line,) = search(alice, "Heidi")["results"]
    assert without_line["relations"]["endpoint_id"] is None and without_line["relations"]["user_id"] == 8


def test_P103_P104_P105_favourites_come_and_go(alice, bob):
    stone = entry(search(alice, "Stone"), "Bob Stone")
    assert alice.ask({"class": "people_favorites"})["results"] == []
    answer = set_favorite(alice, stone, True)
    assert {**answer, "replyid": 0, "timenow": 0} == {"class": "people_favorite_update", **stone, "favorite": True, "replyid": 0, "timenow": 0}
    assert names(search(alice, "Stone"), "favorite") == [True]
    favorites = alice.ask({"class": "people_favorites"})
    assert favorites["class"] == "people_favorites_result" and "term" not in favorites
    assert names(favorites) == ["Bob Stone"] and names(favorites, "favorite") == [True]
    assert favorites["column_headers"] == alice.ask({"class": "people_headers"})["column_headers"]
    # They are alice's alone.
    assert bob.ask({"class": "people_favorites"})["results"] == []
    assert names(search(bob, "Stone"), "favorite") == [False]
    answer = set_favorite(alice, stone, False)
    assert answer["favorite"] is False
    assert alice.ask({"class": "people_favorites"})["results"] == []


@pytest.mark.parametrize("which", [{"source": "internal", "source_entry_id": "999"}, {"source": "nosuch", "source_entry_id": "1"},
                                   {"source": "personal", "source_entry_id": "1"}, {"source": "internal", "source_entry_id": ""}], ids=str)
def test_P104_what_does_not_exist_is_no_favourite(alice, which):
    mark = alice.mark()
    alice.send({"class": "people_set_favorite", **which, "favorite": True})
    assert alice.hears_nothing({"class": "people_favorite_update"}, mark)
    assert alice.ask({"class": "people_favorites"})["results"] == []


def replies(client, message_class, after):
    return [{k: v for k, v in m.items() if k != "timenow"} for m in client.all({"class": message_class}, after)]


@pytest.mark.parametrize("request_, answer", [
    ({"class": "get_relations"}, "relations"),
    ({"class": "people_headers"}, "people_headers_result"),
    ({"class": "people_search", "pattern": "alice"}, "people_search_result"),
    ({"class": "people_favorites"}, "people_favorites_result"),
    ({"class": "people_set_favorite", "source": "internal", "source_entry_id": "3", "favorite": False}, "people_favorite_update"),
    ({"class": "people_personal_contacts"}, "people_personal_contacts_result"),
    ({"class": "people_create_personal_contact", "contact_infos": {"firstname": "Front"}}, "people_personal_contact_created"),
    ({"class": "people_import_personal_contacts_csv", "csv_contacts": "a\n1\n"}, "people_import_personal_contacts_csv_result"),
    ({"class": "people_export_personal_contacts_csv"}, "people_export_personal_contacts_csv_result"),
    ({"class": "people_purge_personal_contacts"}, "people_personal_contacts_purged"),
    ({"class": "directory", "pattern": "alice"}, "directory"),
    ({"class": "get_switchboard_directory_headers"}, "directory_headers"),
    ({"class": "switchboard_directory_search", "pattern": "alice"}, "directory_search_result"),
], ids=lambda value: value["class"] if isinstance(value, dict) else "")
def test_P116_a_result_reaches_all_connections_of_the_user_and_nobody_else(people, alice, bob, observer, request_, answer):
    second = people.login("alice")
    marks = [(client, client.mark()) for client in (alice, second, bob, observer)]
    reply = alice.ask(request_)
    second.wait_for({"class": answer}, after=marks[1][1])
    (own,) = replies(alice, answer, marks[0][1])
    (copy,) = replies(second, answer, marks[1][1])
    assert own.pop("replyid") == reply["replyid"]
    assert own == copy  # the copy is no reply of the second connection's
    for client, mark in marks[2:]:
        assert client.hears_nothing({"class": answer}, mark)


def test_P117_each_row_of_the_old_directory_has_a_field_for_each_header(alice):
    alice.ask({"class": "people_create_personal_contact", "contact_infos": {"firstname": "Semi;colon", "lastname": "Alice", "email": "a;b@example.org"}})
    answer = alice.ask({"class": "directory", "pattern": "ALICE"})
    assert answer["status"] == "ok"
    assert answer["headers"] == ["Name", "Number", "Mobile", "Voicemail", "E-mail"]
    assert answer["resultlist"] == ["Alice Martin;1001;+33600000001;1001;", "Semi,colon Alice;;;;a,b@example.org"]
    alice.ask({"class": "people_purge_personal_contacts"})


def test_P171_the_switchboard_has_one_column_of_numbers(carol, alice):
    answer = carol.ask({"class": "get_switchboard_directory_headers"})
    assert answer["class"] == "directory_headers"
    assert answer["headers"] == [["", "status"], ["Name", "name"], ["Number", "number"], ["Voicemail", ""]]
    # A profile that names no display has the usual one.
    assert alice.ask({"class": "get_switchboard_directory_headers"})["headers"] == [["", "status"], ["Name", "name"], ["Number", "number"]]


def test_P172_the_switchboard_finds_one_entry_for_each_number(carol):
    answer = carol.ask({"class": "switchboard_directory_search", "pattern": "martin"})
    assert answer["class"] == "directory_search_result" and answer["pattern"] == "martin"
    assert answer["results"] == [
        {"name": "Alice Martin", "number": "1001", "number_type": "office", "Voicemail": "1001"},
        {"name": "Alice Martin", "number": "+33600000001", "number_type": "mobile", "Voicemail": "1001"},
    ]
    assert carol.ask({"class": "switchboard_directory_search", "pattern": "Heidi"})["results"] == []  # without a number


def test_P100_columns_follow_an_import(server, alice):
    short = {"columns": [{"title": "Who", "type": "name", "fields": ["lastname", "firstname"]}, {"title": "Desk", "field": "number", "default": "none"}]}
    profile = {"id": 3, "name": "Client", "presences": "default", "phone_status": "default", "display": "short"}
    file = server.directory / "displays.yml"
    file.write_text(yaml.safe_dump({"displays": {"short": short}, "profiles": [profile]}))
    try:
        load(server, file)
        wait_until(lambda: alice.ask({"class": "people_headers"})["column_headers"] == ["Who", "Desk"])
        answer = search(alice, "martin")
        assert answer["column_headers"] == ["Who", "Desk"] and answer["column_types"] == ["name", None]
        assert [r["column_values"] for r in answer["results"]] == [["Martin Alice", "1001"]]
        assert [r["column_values"] for r in search(alice, "Heidi")["results"]] == [["Roux Heidi", "none"]]
        assert alice.ask({"class": "directory", "pattern": "martin"})["resultlist"] == ["Martin Alice;1001"]
    finally:
        load(server, "--replace", DEMO)
    wait_until(lambda: len(alice.ask({"class": "people_headers"})["column_headers"]) == 7)


def load(server, *arguments):
    result = server.run("import", *map(str, arguments))
    assert result.returncode == 0, result.stdout + result.stderr
