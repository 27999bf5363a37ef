-- What users keep of people while the server runs: contacts of their own, and which entries of any source are favourites.

CREATE TABLE personal_contacts (
  user_id BIGINT NOT NULL REFERENCES users (id) DEFERRABLE INITIALLY DEFERRED,
  id TEXT NOT NULL,
  PRIMARY KEY (user_id, id)
);

CREATE TABLE personal_contact_fields (
  user_id BIGINT NOT NULL,
  contact_id TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (user_id, contact_id, name),
  FOREIGN KEY (user_id, contact_id) REFERENCES personal_contacts (user_id, id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE favorites (
  user_id BIGINT NOT NULL REFERENCES users (id) DEFERRABLE INITIALLY DEFERRED,
  source TEXT NOT NULL,
  entry_id TEXT NOT NULL,
  PRIMARY KEY (user_id, source, entry_id)
);
