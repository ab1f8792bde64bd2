-- What a text names: kinds and where they stand in the joined words, never what they are. The three lists are as long as each other.
alter table voice_readings add column if not exists entity_kinds Array(LowCardinality(String));
alter table voice_readings add column if not exists entity_starts Array(UInt32);
alter table voice_readings add column if not exists entity_ends Array(UInt32);
