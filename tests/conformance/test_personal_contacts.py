"""Personal contacts: create, read, edit, delete, purge, import and export (protocol C24 to C31, S19)."""

import csv
import io

import pytest
from conformance.test_people import entry, names, search, set_favorite
from support.cti_client import CtiClient
from support.server import Server
from support.waiting import wait_until

FRONT = {"firstname": "Front", "lastname": "Desk", "number": "0033100000001", "mobile": "", "fax": "", "email": "front@example.org", "company": "Example"}


@pytest.fixture
def alice(people):
    client = people.login("alice")
    yield client
    client.ask({"class": "people_purge_personal_contacts"})
    for result in client.ask({"class": "people_favorites"})["results"]:
        set_favorite(client, {"source": result["source"], "source_entry_id": result["relations"]["source_entry_id"]}, False)


@pytest.fixture
def bob(people):
    client = people.login("bob")
    yield client
    client.ask({"class": "people_purge_personal_contacts"})


def create(client, infos):
    return client.ask({"class": "people_create_personal_contact", "contact_infos": infos})


def contacts(client):
    return client.ask({"class": "people_personal_contacts"})


def raw(client, which):
    return client.ask({"class": "people_personal_contact_raw", **which})


def load(client, text):
    return client.ask({"class": "people_import_personal_contacts_csv", "csv_contacts": text}, within=30)


def export(client):
    return client.ask({"class": "people_export_personal_contacts_csv"})["csv_contacts"]


def without(message, *keys):
    return {key: value for key, value in message.items() if key not in ("timenow", "replyid", *keys)}


def test_P107_P106_P108_a_contact_is_created_listed_and_read(alice):
    assert without(create(alice, FRONT)) == {"class": "people_personal_contact_created"}
    listed = contacts(alice)
    assert listed["class"] == "people_personal_contacts_result" and "term" not in listed
    assert names(listed) == ["Front Desk"] and names(listed, "personal") == [True] and names(listed, "email") == ["front@example.org"]
    (result,) = listed["results"]
    assert result["source"] == "personal"
    assert [result["relations"][key] for key in ("xivo_id", "user_id", "user_uuid", "endpoint_id", "agent_id")] == [None] * 5
    which = entry(listed, "Front Desk")
    answer = raw(alice, which)
    assert without(answer) == {"class": "people_personal_contact_raw_result", **which, "contact_infos": {**FRONT, "id": which["source_entry_id"]}}
    assert names(search(alice, "front DÉSK")) == ["Front Desk"]


def test_P106_nobody_has_no_contacts(alice):
    answer = contacts(alice)
    assert answer["results"] == []
    assert answer["column_headers"] == alice.ask({"class": "people_headers"})["column_headers"]


@pytest.mark.parametrize("infos", [None, "text", {"": "x"}, {"firstname": 5}, {"firstname": None}, {"firstname": ["x"]}], ids=repr)
def test_P107_what_is_no_object_of_texts_is_refused_without_reply(alice, infos):
    mark = alice.mark()
    alice.send({"class": "people_create_personal_contact", "contact_infos": infos}, described=False)
    assert alice.hears_nothing({"class": "people_personal_contact_created"}, mark)
    assert contacts(alice)["results"] == []


def test_P109_an_edit_replaces_all_fields_and_keeps_the_id(alice):
    create(alice, FRONT)
    which = entry(contacts(alice), "Front Desk")
    answer = alice.ask({"class": "people_edit_personal_contact", **which, "contact_infos": {"firstname": "Back", "id": "other"}})
    assert without(answer) == {"class": "people_personal_contact_raw_update", **which}
    assert raw(alice, which)["contact_infos"] == {"firstname": "Back", "id": which["source_entry_id"]}
    assert names(search(alice, "Front")) == [] and names(search(alice, "back")) == ["Back"]


def test_P110_a_deleted_contact_is_gone_and_no_favourite(alice):
    create(alice, FRONT)
    which = entry(contacts(alice), "Front Desk")
    set_favorite(alice, which, True)
    assert names(alice.ask({"class": "people_favorites"})) == ["Front Desk"]
    answer = alice.ask({"class": "people_delete_personal_contact", **which})
    assert without(answer) == {"class": "people_personal_contact_deleted", **which}
    assert contacts(alice)["results"] == []
    assert alice.ask({"class": "people_favorites"})["results"] == []
    mark = alice.mark()
    alice.send({"class": "people_personal_contact_raw", **which})
    assert alice.hears_nothing({"class": "people_personal_contact_raw_result"}, mark)


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=repr)
def test_P111_all_lines_good(alice, newline):
    answer = load(alice, newline.join(["firstname,lastname,number", "Front,Desk,0033100000001", "Back,Desk,2", ""]))
    assert without(answer) == {"class": "people_import_personal_contacts_csv_result", "created_count": 2, "failed": []}
    assert names(contacts(alice)) == ["Back Desk", "Front Desk"]


def test_P112_a_bad_line_is_told_by_its_place_and_spoils_no_other(alice):
    answer = load(alice, "firstname,lastname,number\r\nFront,Desk,0033100000001\r\nBack\r\n\r\nToo,many,fields,here\r\nSide,Desk,3\r\n")
    assert answer["created_count"] == 2
    assert answer["failed"] == [{"line": 3, "errors": ["missing fields"]}, {"line": 5, "errors": ["missing fields"]}]
    assert names(contacts(alice)) == ["Front Desk", "Side Desk"]


def test_P112_an_id_that_stands_twice_in_a_table_is_told(alice):
    answer = load(alice, "id,firstname\nseven,Back\n,Side\nseven,Front\n")
    assert answer["created_count"] == 2 and answer["failed"] == [{"line": 4, "errors": ['contact "seven" already exist']}]
    assert names(contacts(alice)) == ["Back", "Side"]


def test_P111_P114_an_own_export_changed_and_imported_again_brings_the_contacts_up_to_date(alice):
    create(alice, FRONT)
    load(alice, "id,firstname,company\nseven,Back,Example\n")
    which = entry(contacts(alice), "Front Desk")
    set_favorite(alice, which, True)
    exported = export(alice)
    answer = load(alice, exported)
    assert (answer["created_count"], answer["failed"]) == (0, []) and export(alice) == exported, "nothing has changed"
    answer = load(alice, exported.replace("Front", "Reception") + ",,,Side,,,,\r\n")
    assert (answer["created_count"], answer["failed"]) == (1, [])
    assert names(contacts(alice)) == ["Back", "Reception Desk", "Side"]
    answer = load(alice, f"id,number\n{which['source_entry_id']},42\n")
    assert (answer["created_count"], answer["failed"]) == (0, [])
    infos = raw(alice, which)["contact_infos"]
    assert (infos["firstname"], infos["number"], infos["email"]) == ("Reception", "42", FRONT["email"]), "a column that is not there"
    assert names(alice.ask({"class": "people_favorites"})) == ["Reception Desk"]


@pytest.mark.parametrize("text", ["firstname,lastname\r\n", "", "\n\n", "firstname,lastname\nonly one\n"], ids=repr)
def test_P113_nothing_created_is_answered_too(alice, text):
    answer = load(alice, text)
    assert answer["created_count"] == 0
    assert answer["failed"] == ([{"line": 2, "errors": ["missing fields"]}] if "only" in text else [])


def test_P114_an_export_has_a_sorted_header_and_empty_missing_values(alice):
    assert export(alice) == ""
    load(alice, 'lastname,firstname,id\nDesk,"Front ""x"", y",1\n')
    load(alice, "number,id\n42,2\n")
    assert export(alice) == 'firstname,id,lastname,number\r\n"Front ""x"", y",1,Desk,\r\n,2,,42\r\n'


def test_P115_a_purge_leaves_nothing(alice, bob):
    create(bob, FRONT)
    load(alice, "firstname\n" + "Everywhere\n" * 50)
    answer = alice.ask({"class": "people_purge_personal_contacts"})
    assert without(answer) == {"class": "people_personal_contacts_purged"}
    assert contacts(alice)["results"] == [] and export(alice) == "" and names(search(alice, "every")) == []
    assert names(contacts(bob)) == ["Front Desk"]


def test_P116_changes_reach_all_connections_of_the_user_and_nobody_else(people, alice, bob, observer):
    second = people.login("alice")
    create(alice, {**FRONT, "id": "c1"})
    which = {"source": "personal", "source_entry_id": "c1"}
    for request, answer in [
        ({"class": "people_personal_contact_raw"}, "people_personal_contact_raw_result"),
        ({"class": "people_edit_personal_contact", "contact_infos": {"firstname": "Back"}}, "people_personal_contact_raw_update"),
        ({"class": "people_delete_personal_contact"}, "people_personal_contact_deleted"),
    ]:
        marks = [(client, client.mark()) for client in (second, bob, observer)]
        reply = alice.ask({**request, **which})
        copy = second.wait_for({"class": answer}, after=marks[0][1])
        assert "replyid" not in copy and without(copy) == without(reply)
        for client, mark in marks[1:]:
            assert client.hears_nothing({"class": answer}, mark)


def messy_table():
    """500 rows as people have them, in the lines of a text; the lines of the 7 that are bad, and how many are good."""
    lines = ["\ufefffirstname;lastname ;number;mobile; email;company"]
    bad = {}
    rows = 0
    while rows < 500:
        rows += 1
        number = f"01 {rows // 100:02d}.{rows % 100:02d}-55 66"
        row = f"Zoé{rows};Müller;{number};;zoe{rows}@example.org;Example"
        if rows % 71 == 0:
            bad[len(lines) + 1] = "missing fields"
            row = f"Bad{rows};Row" if rows % 2 else row + ";one too many"
        elif rows % 50 == 0:
            row = f'"Quoted;{rows}";"said ""hi""\nover two lines";{number};;;'
            lines += row.split("\n")
            continue
        elif rows % 33 == 0:
            lines.append("" if rows % 2 else "  ")
        lines.append(row)
    return "\r\n".join(lines) + "\r\n", bad, rows - len(bad)


def test_P107_to_P115_the_whole_life_of_contacts(alice, bob):
    text, bad, good = messy_table()
    assert len(bad) == 7
    answer = load(alice, text)
    assert answer["created_count"] == good == 493
    assert {failed["line"]: failed["errors"] for failed in answer["failed"]} == {line: [error] for line, error in bad.items()}

    assert len(contacts(alice)["results"]) == 493
    assert names(search(alice, "ZOE123")) == ["Zoé123 Müller"] == names(search(alice, "muller zoé123")) == names(search(alice, "0101235566"))
    assert names(search(alice, "bad")) == []
    quoted = entry(search(alice, "Quoted;100"), 'Quoted;100 said "hi"\r\nover two lines')

    which = entry(search(alice, "zoe123"), "Zoé123 Müller")
    alice.ask({"class": "people_edit_personal_contact", **which, "contact_infos": {"firstname": "Zoé", "lastname": "Novák", "number": "42"}})
    assert names(search(alice, "zoe123")) == [] and names(search(alice, "novak")) == ["Erin Novak", "Zoé Novák"]
    for favorite in (which, quoted):
        set_favorite(alice, favorite, True)
    assert len(alice.ask({"class": "people_favorites"})["results"]) == 2

    exported = export(alice)
    rows = list(csv.DictReader(io.StringIO(exported, newline="")))
    assert list(rows[0]) == ["company", "email", "firstname", "id", "lastname", "mobile", "number"]
    assert len(rows) == 493 and len({row["id"] for row in rows}) == 493
    again = load(alice, exported)
    assert again["created_count"] == 0 and again["failed"] == [] and export(alice) == exported

    answer = load(bob, exported)
    assert answer["created_count"] == 493 and answer["failed"] == []
    assert export(bob) == exported
    assert bob.ask({"class": "people_favorites"})["results"] == []

    alice.ask({"class": "people_purge_personal_contacts"})
    assert contacts(alice)["results"] == [] and alice.ask({"class": "people_favorites"})["results"] == []
    assert len(contacts(bob)["results"]) == 493


def test_P108_P109_P110_nobody_reaches_the_contacts_of_another(alice, bob):
    secret = {**FRONT, "firstname": "Secret", "lastname": "Unspoken", "id": "s1"}
    create(alice, secret)
    which = {"source": "personal", "source_entry_id": "s1"}
    mark = bob.mark()
    for source in ("personal", "internal", "", "personal ", "personal/1", "alice", "1"):
        target = {"source": source, "source_entry_id": "s1"}
        for owner in ({}, {"userid": "1"}, {"user_id": 1}, {"user_uuid": "0d3c6f5e-52a1-4b8e-9a57-6f1f0c2be101"}):
            bob.send({"class": "people_personal_contact_raw", **target, **owner}, described=False)
            bob.send({"class": "people_edit_personal_contact", **target, **owner, "contact_infos": {"firstname": "Mine"}}, described=False)
            bob.send({"class": "people_delete_personal_contact", **target, **owner}, described=False)
            bob.send({"class": "people_set_favorite", **target, **owner, "favorite": True}, described=False)
    bob.send({"class": "people_purge_personal_contacts", "userid": "1"}, described=False)
    for pattern in ("Secret", "", "s1", "0033100000001", "front@example.org"):
        bob.ask({"class": "people_search", "pattern": pattern})
        bob.ask({"class": "directory", "pattern": pattern})
        bob.ask({"class": "switchboard_directory_search", "pattern": pattern})
    for request in ("people_favorites", "people_personal_contacts", "people_export_personal_contacts_csv"):
        bob.ask({"class": request, "userid": "1"}, described=False)
    load(bob, "id,firstname\ns1,Mine\n")  # an id of his own that happens to be the same
    assert "Unspoken" not in str(bob.all({}, mark))
    assert raw(alice, which)["contact_infos"] == secret
    assert raw(bob, which)["contact_infos"] == {"firstname": "Mine", "id": "s1"}


def test_P107_P104_contacts_and_favourites_survive_kill_9():
    with Server() as server:
        alice = CtiClient(server.address)
        alice.login("alice")
        create(alice, {**FRONT, "id": "c1"})
        set_favorite(alice, {"source": "personal", "source_entry_id": "c1"}, True)
        set_favorite(alice, {"source": "internal", "source_entry_id": "2"}, True)
        server.kill()
        alice.close()
        server.start()
        alice = CtiClient(server.address)
        alice.login("alice")
        assert raw(alice, {"source": "personal", "source_entry_id": "c1"})["contact_infos"] == {**FRONT, "id": "c1"}
        assert names(alice.ask({"class": "people_favorites"})) == ["Bob Stone", "Front Desk"]
        alice.close()


def test_P111_kill_9_in_the_middle_of_an_import_leaves_all_or_nothing():
    text = "firstname,lastname,number,email\n" + "".join(f"Zoé{i},Müller,{i},zoe{i}@example.org\n" for i in range(5000))
    outcomes = set()
    with Server() as server:
        for attempt in range(4):
            client = CtiClient(server.address)
            client.login("alice")
            client.ask({"class": "people_purge_personal_contacts"})
            journal = server.directory / "crosspoint.db-wal"
            before = journal.stat().st_mtime_ns
            client.send({"class": "people_import_personal_contacts_csv", "csv_contacts": text, "commandid": 1})
            if attempt > 0:  # the first dies at once, the others while the store is writing
                wait_until(lambda: journal.stat().st_mtime_ns != before, within=20, every=0.001 * attempt)
            told = bool(client.all({"replyid": 1}))
            server.kill()
            client.close()
            server.start()
            client = CtiClient(server.address)
            client.login("alice")
            count = len(contacts(client)["results"])
            assert count in (0, 5000)
            assert count == 5000 or not told
            outcomes.add(count)
            client.close()
    assert outcomes  # which of the two it was is up to the machine
