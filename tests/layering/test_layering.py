"""The rooms of src/ use each other only as CMakeLists.txt says, and ARCHITECTURE.md says the same."""
import pathlib
import re

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"
WAITING = {"io", "load", "app"}  # the rooms that may wait: sockets, files, threads, clocks
WAITING_HEADERS = re.compile(
    r"boost/(asio|beast)|openssl/|soci/|sqlite3\.h|ldap\.h|prometheus/|sodium|spdlog/|systemd/|sys/(socket|epoll)\.h|netinet/"
    r"|(thread|mutex|condition_variable|future|fstream|iostream|filesystem)$"
)
CLOCK_OR_CHANCE = re.compile(r"_clock::now\(|std::random_device|\btime\(nullptr\)|\bgetenv\(")


def allowed_edges():
    """room -> the rooms it may use, in the order of CMakeLists.txt."""
    text = (ROOT / "CMakeLists.txt").read_text()
    edges = {}
    for arguments in re.findall(r"^crosspoint_room\(([^)]*)\)", text, re.M):
        name, *words = arguments.split()
        uses = words[words.index("USES") + 1:] if "USES" in words else []
        edges[name] = uses[:uses.index("LIBS")] if "LIBS" in uses else uses
    return edges


EDGES = allowed_edges()


def sources(room):
    return sorted(path for path in (SOURCE / room).rglob("*") if path.suffix in {".cpp", ".h"})


def includes(path, opening):
    """(line number, name) of every #include whose name begins with `opening`, a quote or an angle bracket."""
    for number, line in enumerate(path.read_text().splitlines(), 1):
        found = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
        if found and found[1] == opening:
            yield number, found[2]


def where(path, number):
    return f"{path.relative_to(ROOT)}:{number}"


def is_test(path):
    """A test, or what only tests include."""
    return path.stem.endswith(("_test", "_fixture")) or path.stem.startswith("testing_") or "testing" in path.parts


def test_every_room_uses_only_rooms_above_it():
    names = list(EDGES)
    assert names, "no crosspoint_room() found in CMakeLists.txt"
    wrong = [f"{room} uses {used}" for room, uses in EDGES.items() for used in uses
             if used not in names[:names.index(room)]]
    assert not wrong


def test_every_folder_of_src_is_a_room():
    assert {path.name for path in SOURCE.iterdir() if path.is_dir()} == set(EDGES)


@pytest.mark.parametrize("room", EDGES)
def test_includes_follow_the_allowed_edges(room):
    wrong = [f"{where(path, number)} includes {name}" for path in sources(room) for number, name in includes(path, '"')
             if name.split("/")[0] not in {room, *EDGES[room]}]
    assert not wrong, f"{room} may include from {room}, {', '.join(EDGES[room])} only"


def test_main_uses_app_only():
    names = [name for _, name in includes(SOURCE / "main.cpp", '"')]
    assert all(name.startswith("app/") for name in names), names


@pytest.mark.parametrize("room", EDGES)
def test_own_includes_are_written_from_the_root_of_src(room):
    wrong = [f"{where(path, number)} includes {name}" for path in sources(room) for number, name in includes(path, '"')
             if not (SOURCE / name).is_file()]
    assert not wrong


@pytest.mark.parametrize("room", [room for room in EDGES if room not in WAITING])
def test_only_io_and_app_include_what_waits(room):
    wrong = [f"{where(path, number)} includes <{name}>" for path in sources(room) if not is_test(path)
             for number, name in includes(path, "<") if WAITING_HEADERS.match(name)]
    assert not wrong


@pytest.mark.parametrize("room", [room for room in EDGES if room not in WAITING])
def test_time_and_chance_are_arguments_outside_io_and_app(room):
    wrong = [f"{where(path, number)}: {line.strip()}" for path in sources(room) if not is_test(path)
             for number, line in enumerate(path.read_text().splitlines(), 1) if CLOCK_OR_CHANCE.search(line)]
    assert not wrong


def test_the_table_in_architecture_md_says_what_cmake_says():
    text = (ROOT / "ARCHITECTURE.md").read_text()
    table = {}
    for room, uses in re.findall(r"^\| `(\w+)/` \|.*\| ([^|]*) \|$", text, re.M):
        table[room] = [] if uses == "nothing" else [name.strip() for name in uses.split(",")]
    assert table == EDGES
