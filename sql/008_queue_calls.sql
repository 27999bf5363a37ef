-- What became of the calls of queues in the last hours, for their statistics. Times are microseconds since 1970, UTC.

CREATE TABLE queue_calls (
  queue_id BIGINT NOT NULL,
  joined BIGINT NOT NULL,
  hold BIGINT NOT NULL, -- seconds
  answered INTEGER NOT NULL
);

CREATE INDEX queue_calls_by_age ON queue_calls (joined);
