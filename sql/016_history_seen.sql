-- Until when each user has seen what calls were missed. Microseconds since 1970, UTC.

CREATE TABLE history_seen (
  user_id BIGINT NOT NULL PRIMARY KEY,
  until BIGINT NOT NULL
);
