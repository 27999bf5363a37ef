-- The programmed keys of users' phones. Written by `crosspoint import`, read by the server.

CREATE TABLE user_function_keys (
  user_id BIGINT NOT NULL REFERENCES users (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  service TEXT NOT NULL,
  destination TEXT NOT NULL,
  PRIMARY KEY (user_id, position)
);
