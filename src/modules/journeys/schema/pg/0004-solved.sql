-- What customers answer to the question whether it was solved, in its latest revision, with what their survey names. Which issue it is about is asked of its contacts whenever it is shown.
create table journeys.solved_word (
  interaction bigint primary key,
  revision integer not null,
  node bigint not null,
  at timestamptz not null,
  is_solved boolean not null,
  -- Numbers of interactions and issues; ids of tickets, orders and staff as sources say them.
  contacts bigint[] not null,
  issues bigint[] not null,
  tickets text[] not null,
  orders text[] not null,
  staff text[] not null
);
create index solved_word_node on journeys.solved_word (node);
create index solved_word_at on journeys.solved_word (at);
-- Answers that were recorded before this are in the history alone: it is gone through once more. Contacts that are kept stay as they are.
update journeys.history set place_home = 0, place_ms = 0, place_number = 0, is_through = false;
