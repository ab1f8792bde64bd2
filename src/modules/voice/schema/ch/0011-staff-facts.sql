-- What the company asked of the customer, said of how something stands, and promised, in its own words of the interaction: kinds, modes and places in these words (start and end, then those of the time that is named), never words and never who spoke.
-- All lists are as long as each other. Moments are 1970 where no time is named; `fact_workings` 1: named in working days, counted as calendar days. `staff_characters`: how long the words were, 0 where no fact was found.
alter table voice_readings add column if not exists staff_characters UInt32;
alter table voice_readings add column if not exists fact_acts Array(LowCardinality(String));
alter table voice_readings add column if not exists fact_kinds Array(LowCardinality(String));
alter table voice_readings add column if not exists fact_modes Array(LowCardinality(String));
alter table voice_readings add column if not exists fact_carriers Array(Array(UInt32));
alter table voice_readings add column if not exists fact_froms Array(DateTime64(3, 'UTC'));
alter table voice_readings add column if not exists fact_untils Array(DateTime64(3, 'UTC'));
alter table voice_readings add column if not exists fact_workings Array(UInt8);
alter table voice_readings_earlier add column if not exists staff_characters UInt32;
alter table voice_readings_earlier add column if not exists fact_acts Array(LowCardinality(String));
alter table voice_readings_earlier add column if not exists fact_kinds Array(LowCardinality(String));
alter table voice_readings_earlier add column if not exists fact_modes Array(LowCardinality(String));
alter table voice_readings_earlier add column if not exists fact_carriers Array(Array(UInt32));
alter table voice_readings_earlier add column if not exists fact_froms Array(DateTime64(3, 'UTC'));
alter table voice_readings_earlier add column if not exists fact_untils Array(DateTime64(3, 'UTC'));
alter table voice_readings_earlier add column if not exists fact_workings Array(UInt8);
