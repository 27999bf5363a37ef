-- What programs and browsers prove themselves with in place of a password: a random text, of which only the digest is here. Times are
-- microseconds since 1970, UTC. A token without owner is the site's. Those that were given in exchange for one another share a family,
-- which ends as a whole; a new one begins its own.

CREATE TABLE tokens (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  digest TEXT NOT NULL,
  family TEXT NOT NULL,
  user_id BIGINT REFERENCES users (id) DEFERRABLE INITIALLY DEFERRED,
  scopes TEXT NOT NULL,
  created BIGINT NOT NULL,
  expires BIGINT,
  used BIGINT
);

CREATE INDEX tokens_user ON tokens (user_id);

CREATE UNIQUE INDEX tokens_api_name ON tokens (name) WHERE kind = 'api';
