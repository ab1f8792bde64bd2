-- The one ledger of every contact: what was asked for, what was decided and why, and what became of it. Kept by claim (node) and nothing else, so that joins, splits and their undo move it by themselves.
-- state: reserved → committed | released; withheld: would have gone, but nothing may leave; held and dropped: not to be sent, with reasons.
create table outreach.entry (
  number bigint generated always as identity primary key,
  node bigint not null,
  purpose text not null check (purpose in ('reply', 'update', 'remedy', 'survey', 'campaign', 'notice')),
  channel text not null,
  address text,
  slot text not null,
  series text,
  questions smallint not null,
  weight smallint not null,
  asked_at timestamptz not null,
  planned_at timestamptz not null,
  state text not null check (state in ('reserved', 'committed', 'released', 'withheld', 'held', 'dropped')),
  reasons text[] not null,
  held_until timestamptz,
  expires_at timestamptz,
  settled_at timestamptz,
  token_hash bytea,
  rules integer not null,
  is_less boolean not null,
  asked_by text not null,
  subject text,
  body text
);
create index entry_counts on outreach.entry (node, planned_at) where state in ('reserved', 'committed', 'withheld');
create index entry_node on outreach.entry (node, number desc);
create index entry_asked on outreach.entry (asked_at);
create index entry_withheld on outreach.entry (expires_at) where state = 'withheld';
create unique index entry_token on outreach.entry (token_hash) where token_hash is not null;
-- A belt beside the lock: of one claim, purpose and slot at most one send lives.
create unique index entry_slot on outreach.entry (node, purpose, slot) where state in ('reserved', 'committed');

-- What may leave, as a log: the latest row of a purpose holds; none means off.
create table outreach.switch (
  number integer generated always as identity primary key,
  purpose text not null,
  is_on boolean not null,
  by text not null,
  at timestamptz not null
);

-- The governor's rules, every version.
create table outreach.rules (
  version integer primary key,
  rules jsonb not null,
  note text not null,
  by text not null,
  at timestamptz not null
);

create function outreach.is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'what may leave and by which rules is append only';
end $$;
create trigger switch_is_append_only before update or delete on outreach.switch for each row execute function outreach.is_append_only();
create trigger rules_is_append_only before update or delete on outreach.rules for each row execute function outreach.is_append_only();

-- Answers to surveys, by claim: a reply ends the back-off.
create table outreach.reply (
  interaction bigint primary key,
  node bigint not null,
  replied_at timestamptz not null
);
create index reply_node on outreach.reply (node, replied_at);

-- The key by which customers are drawn who are contacted less. One row.
create table outreach.state (
  is_only boolean primary key check (is_only),
  draw_key text not null
);
insert into outreach.state values (true, gen_random_uuid()::text);
