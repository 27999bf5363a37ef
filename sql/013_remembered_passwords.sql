-- What a password that was checked in full is known by after a restart; empty: it was not yet. It goes with the password.

ALTER TABLE credentials ADD COLUMN remembered TEXT NOT NULL DEFAULT '';
