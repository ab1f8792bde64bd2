-- One row, bumped by every transaction that changes who is who: it puts writers in line, tells caches that somebody else wrote, and is the version of the map in ClickHouse.
create table identity.state (is_only boolean primary key default true check (is_only), version bigint not null);
insert into identity.state (version) values (0);

-- Dense numbers, taken only when something is written.
create sequence identity.node_number as bigint;
create sequence identity.customer_number as bigint;

-- One claim: what one source said about who it was. Never changes, but for the first moment it was heard and whether a human decision names it.
create table identity.node (
  number bigint primary key,
  hash bytea not null,
  source text not null,
  brand text not null,
  level text not null check (level in ('person', 'contact', 'device')),
  session text,
  traits jsonb not null,
  first_occurred_ms bigint not null,
  evidence bigint not null,
  decided boolean not null default false
);
create unique index node_hash on identity.node (hash);
create index node_session on identity.node (session) where session is not null;

create table identity.node_identifier (
  node bigint not null,
  type text not null,
  value text not null,
  verified boolean not null,
  joins boolean not null,
  primary key (node, type, value)
);
create index node_identifier_value on identity.node_identifier (type, value);

-- A person, visitor or organisation. A retired number stays and names who answers for it now. value_counts: different joining values per type.
create table identity.customer (
  number bigint primary key,
  kind text not null check (kind in ('person', 'visitor', 'organisation')),
  merged_into bigint references identity.customer,
  node_count integer not null,
  entangled boolean not null default false,
  capped boolean not null default false,
  value_counts jsonb not null default '{}',
  first_seen_ms bigint not null,
  last_seen_ms bigint not null
);
create index customer_kind on identity.customer (kind) where merged_into is null;
create index customer_merged_into on identity.customer (merged_into) where merged_into is not null;

-- Whose claim it is now (customer) and whose it would be by itself (origin). Rows are written with their node in one transaction; a reference checked per row would cost a third of the writing.
create table identity.assignment (
  node bigint primary key,
  customer bigint not null references identity.customer,
  origin bigint not null
);
create index assignment_customer on identity.assignment (customer);
create index assignment_origin on identity.assignment (origin) where origin <> customer;

-- Every join and refusal as it was made; nothing is ever changed here. evidence: the interaction that carried the claim.
create table identity.edge (
  number bigint generated always as identity primary key,
  node_a bigint not null,
  node_b bigint not null,
  rule text not null,
  strength real not null,
  outcome text not null check (outcome in ('joined', 'refused')),
  refusal text,
  type text,
  value text,
  evidence bigint,
  observed_at timestamptz not null default now()
);
create index edge_b on identity.edge (node_b);

-- Human decisions. Nothing is ever changed here: an undo is a row of its own, and can be undone.
create table identity.decision (
  number bigint generated always as identity primary key,
  kind text not null check (kind in ('together', 'apart', 'block-value', 'undo')),
  left_nodes bigint[] not null default '{}',
  right_nodes bigint[] not null default '{}',
  keep_nodes bigint[] not null default '{}',
  type text,
  value text,
  undoes bigint references identity.decision,
  reason text not null,
  decided_by text not null,
  decided_at timestamptz not null default now()
);
create index decision_nodes on identity.decision using gin ((left_nodes || right_nodes || keep_nodes));
create index decision_value on identity.decision (type, value) where kind = 'block-value';
create unique index decision_undoes on identity.decision (undoes) where undoes is not null;

-- Values that join nobody: found to be everybody's (generic), or blocked by a person (stands while its decision does).
create table identity.blocked_value (
  type text not null,
  value text not null,
  kind text not null check (kind in ('generic', 'human')),
  decision bigint references identity.decision,
  since timestamptz not null default now(),
  primary key (type, value, kind)
);

-- Under which customers the interactions of a node were recorded in ClickHouse: where to look for them.
create table identity.node_home (
  node bigint not null,
  home bigint not null,
  primary key (node, home)
);
