-- Calls of a queue go to its agents of a low penalty first.

ALTER TABLE queue_agents ADD COLUMN penalty INTEGER NOT NULL DEFAULT 0;
