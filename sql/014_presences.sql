-- What those users do who want to be waited for when their connection is lost, so that a restart of the server changes nothing for them.

CREATE TABLE kept_presences (
  user_id BIGINT NOT NULL PRIMARY KEY,
  presence TEXT NOT NULL
);
