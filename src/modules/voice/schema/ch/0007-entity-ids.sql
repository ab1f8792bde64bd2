-- Which product or rival a text names, by the id under which the company knows it; empty for everything else that is named. As long as the other lists of entities, or empty where it was read before names were known.
alter table voice_readings add column if not exists entity_ids Array(LowCardinality(String));
