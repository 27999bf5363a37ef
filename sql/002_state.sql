-- What people change while the server runs, and what they prove themselves with.

CREATE TABLE user_services (
  user_id BIGINT NOT NULL PRIMARY KEY REFERENCES users (id) DEFERRABLE INITIALLY DEFERRED,
  dnd INTEGER NOT NULL,
  call_filter INTEGER NOT NULL,
  recording INTEGER NOT NULL,
  voicemail INTEGER NOT NULL,
  unconditional INTEGER NOT NULL,
  unconditional_destination TEXT NOT NULL,
  no_answer INTEGER NOT NULL,
  no_answer_destination TEXT NOT NULL,
  busy INTEGER NOT NULL,
  busy_destination TEXT NOT NULL
);

INSERT INTO user_services SELECT id, 0, 0, 0, 0, 0, '', 0, '', 0, '' FROM users;

-- By login, not by user: a password may be there before its user is.
CREATE TABLE credentials (
  login TEXT NOT NULL PRIMARY KEY,
  hash TEXT NOT NULL
);
