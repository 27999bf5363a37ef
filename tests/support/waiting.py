"""Waiting with a deadline: a test asks often and gives up late, it never sleeps for a guess."""

import time

# Seconds in which comes what should be there at once: a machine that does other work beside it is slow, not wrong. Where a time is
# promised, the test names it.
PATIENCE = 15.0


class TooLate(AssertionError):
    """What was waited for has not happened within its time."""


def wait_until(condition, within=PATIENCE, what="the condition", every=0.01):
    """The first true value of `condition()`; TooLate after `within` seconds. `what` may be a function that tells the state."""
    deadline = time.monotonic() + within
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise TooLate(f"{what() if callable(what) else what}: not within {within} s")
        time.sleep(every)
