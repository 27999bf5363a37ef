"""`crosspoint bench`: every phase works with a few clients, and the JSON says all that the table does. No figure is judged here: that
is for a quiet machine."""

import json
import subprocess

import pytest
from support.server import binary

CLIENTS = 20
PHASES = ("connect", "register", "lone", "steady", "flood", "stuck", "requests", "events", "calls", "office", "queues", "storm", "restart", "idle",
          "start", "many", "soak")


def bench(*arguments):
    return subprocess.run([binary(), "bench", *map(str, arguments)], capture_output=True, text=True, timeout=180)


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """The table and the figures of a short run."""
    file = tmp_path_factory.mktemp("bench") / "figures.json"
    ran = bench("--clients", CLIENTS, "--seconds", 0.3, "--events", 10_000, "--phases", ",".join(PHASES), "--json", file)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout, json.loads(file.read_text())


def figures(report, phase):
    return {figure["figure"]: figure for figure in report[1]["figures"] if figure["phase"] == phase}


def test_the_figures_come_with_the_machine_and_the_size(report):
    _, figures_and_more = report
    assert figures_and_more["at"] > 1_700_000_000
    assert figures_and_more["machine"]["cores"] >= 1 and figures_and_more["machine"]["kernel"]
    assert figures_and_more["clients"] == CLIENTS


def test_every_phase_has_measured_something(report):
    for phase in PHASES:
        values = figures(report, phase)
        assert values, f"nothing of {phase}"


def test_the_table_has_a_line_for_each_figure(report):
    table, figures_and_more = report
    assert len(table.splitlines()) == len(figures_and_more["figures"])


def test_all_clients_come_in_and_get_every_update(report):
    assert figures(report, "connect")["clients logged in"]["value"] == CLIENTS
    for phase in ("lone", "steady", "flood", "many", "calls", "office", "queues"):
        assert figures(report, phase)["event to last client, p99"]["value"] > 0


def test_what_is_measured_beside_the_raw_reference_has_its_ratio(report):
    frames = figures(report, "flood")["frames"]
    assert frames["beside"] > 0 and frames["ratio"] == pytest.approx(frames["value"] / frames["beside"])
    assert frames["target"] == 0.7 and frames["met"] == (frames["ratio"] >= 0.7)


def test_a_phase_that_is_not_there_is_told():
    ran = bench("--phases", "lone,nosuch")
    assert ran.returncode == 2 and "nosuch" in ran.stderr


def test_every_phase_is_listed_and_measured_here():
    listed = bench("--help").stdout.split("Phases:")[1].split("\n  ")[1:]
    assert tuple(line.split()[0] for line in listed) == PHASES


def test_T194_calls_through_queues_are_carried_at_their_rate(report):
    calls = figures(report, "queues")
    assert calls["events a call"]["value"] == 72
    assert calls["states that went by untold"]["value"] == 0
    assert calls["calls carried"]["value"] > 0


def test_T193_calls_from_phone_to_phone_are_carried_at_their_rate(report):
    calls = figures(report, "office")
    assert calls["events a call"]["value"] == 30
    assert calls["calls carried"]["value"] > 0


def test_a_client_that_does_not_read_is_told_newest_states_only_and_kept_until_the_limit(report):
    stuck = figures(report, "stuck")
    assert stuck["sent away because of states"]["value"] == 0
    assert stuck["states told to it later, beside all that there were"]["ratio"] < 1
    assert stuck["chat until it was sent away, beside the limit"]["ratio"] >= 0.95


def test_the_clients_of_the_storm_are_all_back(report):
    assert figures(report, "storm")["clients"]["value"] == 10 * CLIENTS
    assert figures(report, "storm")["refused or lost"]["value"] == 0


def test_all_come_back_after_the_server_was_killed_and_once_more_without_a_full_check(report):
    restart = figures(report, "restart")
    for when in ("nothing remembered", "remembered"):
        assert restart[f"{when}: refused or lost"]["value"] == 0
        assert restart[f"{when}: until the last is logged in"]["value"] > 0
    assert restart["nothing remembered: passwords checked in full"]["value"] == 2 * CLIENTS
    assert restart["remembered: passwords checked in full"]["value"] == 0
    assert restart["flood: others refused or lost"]["value"] == 0


@pytest.mark.parametrize("transport", ["tls", "ws", "wss"])
@pytest.mark.parametrize("phase", ["connect", "register", "lone", "flood"])
def test_clients_may_come_by_other_transports(phase, transport, tmp_path):
    ran = bench("--clients", 5, "--seconds", 0.1, "--phases", phase, "--transport", transport, "--json", tmp_path / "figures.json")
    assert ran.returncode == 0, ran.stderr
