-- Calls that wait in queues: who is gone when the server comes back has been lost meanwhile, and belongs to the statistics. Times are
-- microseconds since 1970, UTC.

CREATE TABLE waiting_calls (
  queue_id BIGINT NOT NULL,
  uniqueid TEXT NOT NULL,
  joined BIGINT NOT NULL,
  PRIMARY KEY (queue_id, uniqueid)
);
