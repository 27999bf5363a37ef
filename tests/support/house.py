"""A house of any size, in the form of `crosspoint import`: users 1 to `users`, `userN` with the password `userN-demo` at the line 1000 + N; the
first are agents of one queue."""

import yaml
from support.server import DEMO


def user(number, agents):
    words = {"id": number, "login": f"user{number}", "password": f"user{number}-demo", "firstname": f"User{number}", "profile": 6}
    line = {"id": number, "name": str(1000 + number), "number": str(1000 + number), "context": "default"}
    return words | {"lines": [line]} | ({"agent": number} if number <= agents else {})


def write_house(file, users, agents=0):
    data = yaml.safe_load(DEMO.read_text())
    kept = {key: data[key] for key in ("xivo_uuid", "contexts", "presence_groups", "phone_status_groups", "displays", "profiles")}
    people = [{"id": n, "number": str(2000 + n), "firstname": f"User{n}", "context": "default"} for n in range(1, agents + 1)]
    queue = {"id": 1, "name": "gate", "display_name": "Gate", "number": "3001", "context": "default",
             "agents": [agent["id"] for agent in people]}
    all_users = [user(number, agents) for number in range(1, users + 1)]
    file.write_text(yaml.safe_dump(kept | {"agents": people, "queues": [queue], "users": all_users}))
    return file
