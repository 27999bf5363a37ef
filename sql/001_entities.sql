-- Who and what is configured. Written by `crosspoint import` and `crosspoint user`, read by the server.
-- Every statement ends with a semicolon at the end of a line. Only what SQLite and PostgreSQL both understand.
-- Foreign keys are checked at the commit, so that an import may write in any order.

CREATE TABLE server (
  xivo_uuid TEXT NOT NULL
);

CREATE TABLE contexts (
  name TEXT NOT NULL PRIMARY KEY,
  display_name TEXT NOT NULL
);

CREATE TABLE presence_groups (
  name TEXT NOT NULL PRIMARY KEY
);

CREATE TABLE presences (
  group_name TEXT NOT NULL REFERENCES presence_groups (name) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  longname TEXT NOT NULL,
  color TEXT NOT NULL,
  PRIMARY KEY (group_name, name)
);

CREATE TABLE presence_allowed (
  group_name TEXT NOT NULL,
  presence TEXT NOT NULL,
  position INTEGER NOT NULL,
  allowed TEXT NOT NULL,
  PRIMARY KEY (group_name, presence, position),
  FOREIGN KEY (group_name, presence) REFERENCES presences (group_name, name) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE presence_actions (
  group_name TEXT NOT NULL,
  presence TEXT NOT NULL,
  action TEXT NOT NULL,
  parameter TEXT NOT NULL,
  PRIMARY KEY (group_name, presence, action),
  FOREIGN KEY (group_name, presence) REFERENCES presences (group_name, name) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE phone_status_groups (
  name TEXT NOT NULL PRIMARY KEY
);

CREATE TABLE phone_statuses (
  group_name TEXT NOT NULL REFERENCES phone_status_groups (name) DEFERRABLE INITIALLY DEFERRED,
  code INTEGER NOT NULL,
  longname TEXT NOT NULL,
  color TEXT NOT NULL,
  PRIMARY KEY (group_name, code)
);

CREATE TABLE profiles (
  id BIGINT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  presences TEXT NOT NULL REFERENCES presence_groups (name) DEFERRABLE INITIALLY DEFERRED,
  phone_status TEXT NOT NULL REFERENCES phone_status_groups (name) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE profile_xlets (
  profile_id BIGINT NOT NULL REFERENCES profiles (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  layout TEXT NOT NULL,
  options TEXT NOT NULL,
  place INTEGER NOT NULL,
  PRIMARY KEY (profile_id, position)
);

CREATE TABLE profile_services (
  profile_id BIGINT NOT NULL REFERENCES profiles (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  service TEXT NOT NULL,
  PRIMARY KEY (profile_id, position)
);

CREATE TABLE profile_preferences (
  profile_id BIGINT NOT NULL REFERENCES profiles (id) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (profile_id, name)
);

CREATE TABLE profile_rights (
  profile_id BIGINT NOT NULL REFERENCES profiles (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  granted TEXT NOT NULL,
  PRIMARY KEY (profile_id, position)
);

CREATE TABLE voicemails (
  id BIGINT NOT NULL PRIMARY KEY,
  mailbox TEXT NOT NULL,
  context TEXT NOT NULL
);

CREATE TABLE agents (
  id BIGINT NOT NULL PRIMARY KEY,
  number TEXT NOT NULL,
  firstname TEXT NOT NULL,
  lastname TEXT NOT NULL,
  context TEXT NOT NULL
);

CREATE TABLE lines (
  id BIGINT NOT NULL PRIMARY KEY,
  technology TEXT NOT NULL,
  name TEXT NOT NULL,
  number TEXT NOT NULL,
  context TEXT NOT NULL,
  auto_answer TEXT NOT NULL
);

CREATE TABLE users (
  id BIGINT NOT NULL PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  login TEXT NOT NULL,
  firstname TEXT NOT NULL,
  lastname TEXT NOT NULL,
  mobile TEXT NOT NULL,
  profile_id BIGINT REFERENCES profiles (id) DEFERRABLE INITIALLY DEFERRED,
  agent_id BIGINT REFERENCES agents (id) DEFERRABLE INITIALLY DEFERRED,
  voicemail_id BIGINT REFERENCES voicemails (id) DEFERRABLE INITIALLY DEFERRED,
  client_access INTEGER NOT NULL
);

CREATE UNIQUE INDEX users_login ON users (login) WHERE login <> '';

-- Position 0 is the main line. A line has one owner.
CREATE TABLE user_lines (
  line_id BIGINT NOT NULL PRIMARY KEY REFERENCES lines (id) DEFERRABLE INITIALLY DEFERRED,
  user_id BIGINT NOT NULL REFERENCES users (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL
);

CREATE INDEX user_lines_user ON user_lines (user_id);

CREATE TABLE queues (
  id BIGINT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  display_name TEXT NOT NULL,
  number TEXT NOT NULL,
  context TEXT NOT NULL
);

CREATE TABLE queue_agents (
  queue_id BIGINT NOT NULL REFERENCES queues (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  agent_id BIGINT NOT NULL REFERENCES agents (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (queue_id, position)
);

CREATE TABLE queue_lines (
  queue_id BIGINT NOT NULL REFERENCES queues (id) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  line_id BIGINT NOT NULL REFERENCES lines (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (queue_id, position)
);

CREATE TABLE rooms (
  id BIGINT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  number TEXT NOT NULL,
  context TEXT NOT NULL,
  pin_required INTEGER NOT NULL,
  moderated INTEGER NOT NULL
);
