-- How people are shown: columns, and the fields of a person that each of them holds. A profile without a display has the usual one.

CREATE TABLE displays (
  name TEXT NOT NULL PRIMARY KEY
);

CREATE TABLE display_columns (
  display TEXT NOT NULL REFERENCES displays (name) DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  type TEXT NOT NULL,
  otherwise TEXT NOT NULL,
  PRIMARY KEY (display, position)
);

CREATE TABLE display_fields (
  display TEXT NOT NULL,
  position INTEGER NOT NULL,
  place INTEGER NOT NULL,
  field TEXT NOT NULL,
  PRIMARY KEY (display, position, place),
  FOREIGN KEY (display, position) REFERENCES display_columns (display, position) DEFERRABLE INITIALLY DEFERRED
);

ALTER TABLE profiles ADD COLUMN display TEXT NOT NULL DEFAULT '';
ALTER TABLE profiles ADD COLUMN switchboard_display TEXT NOT NULL DEFAULT '';
