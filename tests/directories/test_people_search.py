"""People search through sources outside of the house: a real OpenLDAP, CSV files, a web service, and some that are out of order."""

import time

import pytest
from conformance.test_monitoring import metrics
from conformance.tls import make_certificate
from support.cti_client import CtiClient
from support.ldap_server import LdapServer, SlowServer, entries, free_port
from support.server import Server
from support.waiting import wait_until
from support.web_service import WebService

PATIENCE = 1.0


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    return make_certificate(tmp_path_factory.mktemp("tls"), extension="subjectAltName=IP:127.0.0.1")


@pytest.fixture(scope="module")
def company(certificate):
    with LdapServer(entries(10_000), certificate) as server:
        yield server


@pytest.fixture(scope="module")
def crm():
    service = WebService([{"id": 7, "name": "Iris Northwind", "phone": "0301"}, {"id": 8, "name": "Jo Southwind", "phone": "0302"}])
    yield service
    service.close()


@pytest.fixture(scope="module")
def customers(tmp_path_factory):
    file = tmp_path_factory.mktemp("csv") / "customers.csv"
    file.write_bytes("Nr;Name;Phone\r\n1;Zoé Eastwind;0401\r\n".encode("latin-1"))
    return file


def csv_source(file):
    return {"type": "csv", "file": str(file), "id": "Nr", "fields": {"lastname": "Name", "number": "Phone"}}


def search(client, pattern, within=5.0):
    """What a search has found: (source, id, name), and how long it took."""
    begin = time.monotonic()
    answer = client.ask({"class": "people_search", "pattern": pattern}, within)
    taken = time.monotonic() - begin
    name = answer["column_types"].index("name")
    return [(r["source"], r["relations"]["source_entry_id"], r["column_values"][name]) for r in answer["results"]], taken


def alice(server):
    client = CtiClient(server.address)
    client.login("alice")
    return client


@pytest.fixture(scope="module")
def server(company, crm, customers):
    sources = {"company": company.source(), "crm": crm.source(), "customers": csv_source(customers)}
    with Server(people={"patience": PATIENCE}, sources=sources) as server:
        wait_until(lambda: "source customers: 1 contacts" in server.log(), what="the CSV file read")
        yield server


@pytest.fixture
def seeker(server):
    client = alice(server)
    yield client
    client.close()


# -- what is found where


def test_P101_ldap_entries_are_found_by_a_part_of_their_name(seeker):
    found, _ = search(seeker, "son 00777")
    assert found == [("company", "p00777", "Person 00777 Example")]


def test_P101_ldap_entries_are_found_by_their_number_however_it_is_written(seeker):
    for written in ("5500777", "30 55 00777", "+49 (30) 55-00777"):
        assert search(seeker, written)[0] == [("company", "p00777", "Person 00777 Example")], written


@pytest.mark.parametrize("pattern", ["*", ")(uid=*", "\\2a", "(", "p\\", "Person*00777"])
def test_what_means_something_in_a_filter_is_text_like_any_other(server, seeker, pattern):
    assert search(seeker, pattern)[0] == []
    assert search(seeker, "Person 00777")[0], "the source is still asked"


def test_P101_all_sources_are_asked(seeker):
    assert {(source, name) for source, _, name in search(seeker, "wind")[0]} == {
        ("crm", "Iris Northwind"), ("crm", "Jo Southwind"), ("customers", "Zoé Eastwind")}


def test_P101_a_web_service_gets_the_pattern_as_it_was_typed(seeker, crm):
    search(seeker, "a&b=c/d#é %")
    assert crm.asked[-1] == "/search?q=a%26b%3Dc%2Fd%23%C3%A9%20%25"


def test_a_csv_file_is_found_without_accents_and_read_again_when_it_changes(server, seeker, customers):
    assert search(seeker, "zoe east")[0] == [("customers", "1", "Zoé Eastwind")]
    new = customers.with_suffix(".new")
    new.write_text("Nr,Name,Phone\n1,Zoé Eastwind,0401\n2,Zora Eastwind,0402\n")
    new.rename(customers)
    wait_until(lambda: len(search(seeker, "eastwind")[0]) == 2, what="the new contact")
    new.write_text('Nr,Name,Phone\n3,"Zita Eastwind,0403\n')
    new.rename(customers)
    wait_until(lambda: "line 2: a double quote without its end" in server.log(), what="the fault in the log")
    assert len(search(seeker, "eastwind")[0]) == 2, "what it held before stays"
    assert metrics(server)['crosspoint_contact_source_failures_total{source="customers"}'] == 1


def test_P103_favourites_of_every_source_are_shown_by_their_ids(seeker):
    chosen = {("company", "p00042"), ("crm", "8"), ("customers", "1")}
    for source, entry in chosen:
        seeker.ask({"class": "people_set_favorite", "source": source, "source_entry_id": entry, "favorite": True})
    answer = seeker.ask({"class": "people_favorites"})
    assert {(r["source"], r["relations"]["source_entry_id"]) for r in answer["results"]} >= chosen


def test_metrics_tell_how_long_each_source_took(server, seeker):
    search(seeker, "Person 00777")
    counts = metrics(server)
    assert counts['crosspoint_contact_source_seconds_count{source="company"}'] >= 1
    assert counts['crosspoint_contact_source_seconds_count{source="crm"}'] >= 1
    assert 'crosspoint_contact_source_failures_total{source="company"}' not in counts


# -- sources out of order


def test_sources_that_are_slow_or_dead_are_left_out_and_named(company, crm):
    slow = SlowServer(delay=10)
    sources = {"company": company.source(), "crm": crm.source(), "slow": company.source(uri=slow.uri),
               "dead": company.source(uri=f"ldap://127.0.0.1:{free_port()}")}
    with Server(people={"patience": PATIENCE}, sources=sources) as server:
        client = alice(server)
        found, taken = search(client, "Person 00777")
        assert found == [("company", "p00777", "Person 00777 Example")]
        assert taken < PATIENCE + 0.5
        assert slow.asked.is_set()
        for source in ("slow", "dead"):
            assert f"source of contacts {source} " in server.log()
            assert metrics(server)[f'crosspoint_contact_source_failures_total{{source="{source}"}}'] == 1
        assert "source of contacts company " not in server.log()
        client.close()
    slow.close()


def test_many_searches_at_once_wait_for_a_slow_source_no_longer_than_one(company):
    slow = SlowServer(delay=10)
    with Server(people={"patience": PATIENCE}, sources={"company": company.source(), "slow": company.source(uri=slow.uri)}) as server:
        clients = [alice(server) for _ in range(5)]
        begin = time.monotonic()
        for number, client in enumerate(clients):
            client.send({"class": "people_search", "pattern": f"Person 0010{number}", "commandid": 1})
        for number, client in enumerate(clients):
            assert client.wait_for({"replyid": 1})["results"], number
        assert time.monotonic() - begin < PATIENCE + 0.5
        for client in clients:
            client.close()
    slow.close()


def test_a_directory_that_comes_back_is_asked_again(certificate):
    with LdapServer(entries(10)) as directory, Server(sources={"company": directory.source()}) as server:
        client = alice(server)
        assert search(client, "Person 00007")[0]
        directory.stop()
        directory.start()
        assert search(client, "Person 00007")[0], "the connection was made anew"
        client.close()


# -- TLS


def only_with(company, **keys):
    """Whether people are found in this directory with these keys, and what the log says if not."""
    with Server(sources={"company": company.source(**keys)}) as server:
        client = alice(server)
        found, _ = search(client, "Person 00777")
        client.close()
        return bool(found), server.log()


def test_starttls_and_ldaps_trust_the_configured_ca(company, certificate):
    assert only_with(company, starttls=True, ca=certificate["certificate"])[0]
    assert only_with(company, uri=company.tls_uri, ca=certificate["certificate"])[0]


def test_a_certificate_of_another_ca_is_refused(company, tmp_path):
    other = make_certificate(tmp_path, "other", extension="subjectAltName=IP:127.0.0.1")
    for keys in ({"starttls": True}, {"uri": company.tls_uri}):
        found, log = only_with(company, ca=other["certificate"], **keys)
        assert not found
        assert "its certificate is not of the CA, or not of this host" in log


def test_a_certificate_of_another_host_is_refused(tmp_path):
    certificate = make_certificate(tmp_path, extension="subjectAltName=DNS:elsewhere.example.org")
    with LdapServer(entries(1000), certificate) as elsewhere:
        assert not only_with(elsewhere, starttls=True, ca=certificate["certificate"])[0]


@pytest.mark.parametrize("keys", [{}, {"starttls": True}, {"ldaps": True}], ids=["clear", "starttls", "ldaps"])
def test_a_server_that_falls_silent_at_any_point_holds_up_nobody_for_long(company, certificate, keys):
    slow = SlowServer(delay=60, starttls=keys.get("starttls", False))
    uri = slow.uri.replace("ldap:", "ldaps:") if keys.pop("ldaps", False) else slow.uri
    source = company.source(uri=uri, ca=certificate["certificate"], timeout=0.5, **keys)
    with Server(people={"patience": 10}, sources={"slow": source}) as server:
        client = alice(server)
        _, taken = search(client, "Person")
        assert taken < 2, "the source has its own limit"
        assert "no answer in time" in server.log()
        client.close()
    slow.close()
