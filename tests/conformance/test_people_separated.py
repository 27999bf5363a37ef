"""People when contexts are separated (protocol 6.9)."""

import pytest
from conformance.test_people import names, search
from support.cti_client import CtiClient

CONFIG = {"cti": {"context_separation": True}}


@pytest.fixture
def clients(server):
    """Alice in one context, grace in another."""
    both = [CtiClient(server.address), CtiClient(server.address)]
    for client, user in zip(both, ("alice", "grace"), strict=True):
        client.login(user)
    yield both
    for client in both:
        client.close()


def test_P078_users_of_other_contexts_are_not_found(clients):
    alice, grace = clients
    assert names(search(alice, "Grace")) == [] and names(search(grace, "Alice")) == []
    assert names(search(grace, "")) == ["Grace Kim"]
    assert "Bob Stone" in names(search(alice, ""))
    assert grace.ask({"class": "directory", "pattern": "Stone"})["resultlist"] == []
    assert grace.ask({"class": "switchboard_directory_search", "pattern": "Stone"})["results"] == []


def test_P078_users_of_other_contexts_are_no_favourites(clients):
    alice, _ = clients
    mark = alice.mark()
    alice.send({"class": "people_set_favorite", "source": "internal", "source_entry_id": "7", "favorite": True})
    assert alice.hears_nothing({"class": "people_favorite_update"}, mark)
    assert alice.ask({"class": "people_favorites"})["results"] == []
