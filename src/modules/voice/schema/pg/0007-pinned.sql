-- Figures that somebody pinned as of a moment: what was asked, and what it said then. No answers and no people, only how many. Append-only.
create table voice.pinned_figure (
  number integer generated always as identity primary key,
  figure text not null,
  name text not null,
  query jsonb not null,
  as_of timestamptz not null,
  definition text not null,
  version integer not null,
  -- Value with its interval; null where the figure is no single number.
  value jsonb,
  answers bigint not null,
  people bigint not null,
  left_out bigint not null,
  -- Of everything that the figure said, rounded to nine digits.
  fingerprint text not null,
  pinned_by text not null,
  pinned_at timestamptz not null default now()
);
