-- What people's claims say of them, every distinct saying once: what likelihoods are worked out from. Erased with the last claim that says it.
create table identity.match_record (
  number bigint generated always as identity primary key,
  hash bytea not null unique,
  said text[] not null,
  -- How sure two people who both say exactly this are one, in bits by the model in use; null: not worked out.
  own_bits real
);
create table identity.match_node (node bigint primary key, record bigint not null);
create index match_node_record on identity.match_node (record);

-- Posting lists: which records share a key (fingerprint of a rare value, or of two coarse ones). The keys of a record follow from what it says: no second index.
create table identity.match_key (key bigint not null, record bigint not null, primary key (key, record));

-- What was learnt from the company's own records. Nothing is ever changed here.
create table identity.match_model (
  number integer generated always as identity primary key,
  records integer not null,
  body jsonb not null,
  curve jsonb not null,
  trained_by text not null,
  trained_at timestamptz not null default now()
);
-- How many records held a value when a model was trained, where more than two did.
create table identity.match_value (model integer not null references identity.match_model, key bigint not null, holders integer not null, primary key (model, key));

-- Records that may be of one person (bits) or of one household (household_bits), by the model in use: log2 of the odds.
create table identity.match_pair (
  a bigint not null, b bigint not null, bits real not null, household_bits real not null, agreeing smallint not null,
  primary key (a, b), check (a < b)
);
create index match_pair_b on identity.match_pair (b);
create index match_pair_bits on identity.match_pair (bits desc);

-- Settings, append only: the latest counts.
create table identity.match_setting (number integer generated always as identity primary key, is_on boolean not null, precision_ratio double precision not null, set_by text not null, set_at timestamptz not null default now());

-- What people said in review that decides nothing about who is who: not sure, and who shares a home. Append only: the latest counts.
create table identity.match_answer (
  number bigint generated always as identity primary key,
  node_a bigint not null, node_b bigint not null,
  answer text not null check (answer in ('not-sure', 'asked-again', 'no-household', 'household')),
  said_by text not null, said_at timestamptz not null default now()
);
create index match_answer_nodes on identity.match_answer (node_a, node_b);

-- Up to which claim records were made, the model in use, the odds from which it joins (null: nobody), and whether customers still follow a change of these.
create table identity.match_state (is_only boolean primary key default true check (is_only), node bigint not null default 0, model integer references identity.match_model, cut_bits double precision, unsettled boolean not null default false);
insert into identity.match_state default values;

-- Who was joined by likelihood.
create index edge_likely on identity.edge (node_b) where rule = 'likely';
