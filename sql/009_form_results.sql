-- What users have entered into call forms and no other program has taken yet. `id` is the moment of submission in microseconds
-- since 1970, later by one where two would be the same; `variables` is a JSON object.

CREATE TABLE form_results (
  id BIGINT NOT NULL PRIMARY KEY,
  user_id BIGINT NOT NULL,
  variables TEXT NOT NULL
);
