-- What has been: the calls and the messages of users. Times are microseconds since 1970, UTC. Rows are only ever added and, when
-- they are old or their user is gone, removed.

CREATE TABLE calls (
  user_id BIGINT NOT NULL,
  line_id BIGINT NOT NULL,
  mode INTEGER NOT NULL,
  started BIGINT NOT NULL,
  answered BIGINT,
  ended BIGINT NOT NULL,
  extension TEXT NOT NULL,
  name TEXT NOT NULL,
  linkedid TEXT NOT NULL
);

CREATE INDEX calls_of_user ON calls (user_id, started);
CREATE INDEX calls_by_age ON calls (started);

CREATE TABLE chat_messages (
  sent BIGINT NOT NULL,
  from_user BIGINT NOT NULL,
  to_user BIGINT NOT NULL,
  alias TEXT NOT NULL,
  text TEXT NOT NULL
);

CREATE INDEX chat_messages_by_age ON chat_messages (sent);
