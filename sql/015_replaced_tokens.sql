-- From when on a sign-in token that was exchanged for the next one has been copied if somebody uses it. Microseconds since 1970, UTC.

ALTER TABLE tokens ADD COLUMN replaced BIGINT;
