-- A help desk of the company's own that runs Chatwoot. Its access token and the secret that signs its webhooks are sealed; the address at which it is heard is known here by its hash alone.
-- hears: whether what comes in is taken in. writes: what Custos may write into the desk (owner, status, notes); nothing until a person says so.
-- read_page: the next page of the list of conversations; known_until: activity before it is known; pass_began: when this reading of the list began.
create table channels.chatwoot (
  number bigint generated always as identity primary key,
  name text not null,
  url text not null,
  account bigint not null,
  token bytea not null,
  hook_hash bytea not null unique,
  hook_secret bytea,
  hears boolean not null default false,
  writes text[] not null default '{}',
  switched_by text,
  switched_at timestamptz,
  made_by text not null,
  made_at timestamptz not null,
  removed_at timestamptz,
  read_page integer not null default 1,
  known_until timestamptz,
  pass_began timestamptz,
  next_read_at timestamptz,
  read_problem text,
  heard_at timestamptz
);

-- How a conversation stands in its desk. assignee: the agent's number there; ours: whom Custos gave it to last. at: of the news itself, so that older news that come later change nothing. read_through: the last message that was read by the API.
create table channels.chatwoot_conversation (
  desk bigint not null references channels.chatwoot (number),
  conversation bigint not null,
  status text,
  assignee bigint,
  at timestamptz,
  ours bigint,
  read_through bigint not null default 0,
  primary key (desk, conversation)
);

-- Which interactions are of which conversation. It goes with the claim or the interaction.
create table channels.chatwoot_message (
  interaction bigint primary key,
  node bigint not null,
  desk bigint not null references channels.chatwoot (number),
  conversation bigint not null
);
create index chatwoot_message_of on channels.chatwoot_message (desk, conversation, interaction);
create index chatwoot_message_node on channels.chatwoot_message (node);

-- What Custos writes into a desk, for a person: who has the conversation, how it stands, a private note. Never a message to the customer. Of waiting ones of a kind the latest counts, but for notes. It goes with the claim.
-- expected: the agent's number that the desk had when a person decided who shall have it: if the desk changed its mind meanwhile, it is not overwritten.
create table channels.chatwoot_write (
  number bigint generated always as identity primary key,
  desk bigint not null references channels.chatwoot (number),
  conversation bigint not null,
  node bigint not null,
  kind text not null,
  body jsonb not null,
  expected bigint,
  made_by text not null,
  made_at timestamptz not null,
  next_at timestamptz,
  tries integer not null default 0,
  ended_at timestamptz,
  problem text
);
create index chatwoot_write_due on channels.chatwoot_write (next_at, number) where next_at is not null;
create index chatwoot_write_of on channels.chatwoot_write (desk, number desc);
create index chatwoot_write_node on channels.chatwoot_write (node);
