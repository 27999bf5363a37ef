-- Which agents are logged on, at which phone, and in which queues they are paused. Times are microseconds since 1970, UTC.

CREATE TABLE agent_logins (
  agent_id BIGINT NOT NULL PRIMARY KEY REFERENCES agents (id) DEFERRABLE INITIALLY DEFERRED,
  device TEXT NOT NULL,
  extension TEXT NOT NULL,
  context TEXT NOT NULL,
  since BIGINT NOT NULL,
  exchange TEXT NOT NULL
);

CREATE TABLE agent_login_queues (
  agent_id BIGINT NOT NULL REFERENCES agent_logins (agent_id) DEFERRABLE INITIALLY DEFERRED,
  queue_id BIGINT NOT NULL,
  paused INTEGER NOT NULL,
  PRIMARY KEY (agent_id, queue_id)
);
