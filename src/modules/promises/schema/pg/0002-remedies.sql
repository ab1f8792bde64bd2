-- From when on a version holds may lie before it was written down here: a promise that the company had made before. made_at: when it was written down; null: when it holds.
alter table promises.publication add column made_at timestamptz;

-- What is owed for a promise that broke: a task with an owner and a deadline. Belongs to whoever its claim (node) belongs to. owed_at: when the promise broke.
create table promises.remedy (
  number bigint generated always as identity primary key,
  promise integer not null references promises.promise,
  version integer not null,
  trigger bigint not null,
  ordinal smallint not null,
  node bigint not null,
  channel text not null,
  what text not null,
  value_minor bigint not null,
  currency text not null,
  owner text,
  owed_at timestamptz not null,
  due_at timestamptz not null,
  state text not null check (state in ('owed', 'given', 'withdrawn', 'declined')),
  ended_at timestamptz,
  unique (promise, version, trigger, ordinal)
);
create index remedy_node on promises.remedy (node);
create index remedy_trigger on promises.remedy (trigger);
create index remedy_owed on promises.remedy (due_at) where state = 'owed';

-- What somebody of the staff gave a customer, or asks an office whether they may. case_id: where it was given, as other modules name it. beyond_minor: what of it went beyond the remedy that the promise names, and counts against the mandate.
create table promises.gift (
  number bigint generated always as identity primary key,
  remedy bigint references promises.remedy on delete set null,
  node bigint not null,
  case_id text,
  kind text not null check (kind in ('refund', 'replacement', 'voucher')),
  what text not null,
  cost_minor bigint not null check (cost_minor >= 0),
  beyond_minor bigint not null,
  currency text not null,
  state text not null check (state in ('asked', 'granted', 'refused', 'given')),
  by text not null,
  at timestamptz not null,
  why text,
  answered_by text,
  answered_at timestamptz,
  answer text,
  given_at timestamptz
);
create index gift_node on promises.gift (node);
create index gift_remedy on promises.gift (remedy) where remedy is not null;
create index gift_by on promises.gift (by, given_at) where state = 'given';
create index gift_asked on promises.gift (at) where state = 'asked';

-- What each role may give without asking, in versions: the latest holds.
create table promises.mandate (
  version integer primary key,
  lines jsonb not null,
  note text not null,
  by text not null,
  at timestamptz not null
);
create trigger mandate_is_append_only before update or delete on promises.mandate for each row execute function promises.is_append_only();
