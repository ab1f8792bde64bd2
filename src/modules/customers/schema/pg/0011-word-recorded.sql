-- When a word was recorded first, so that customers can be counted as of a moment; null: before this was kept.
alter table customers.word add column recorded_at timestamptz;
