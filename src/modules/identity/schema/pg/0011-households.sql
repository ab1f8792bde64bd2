-- Numbers of households. A retired number stays and names who answers for it now.
create table identity.household (
  number bigint generated always as identity primary key,
  merged_into bigint references identity.household,
  formed_at timestamptz not null default now()
);
-- Who lives where, by one claim of each: the latest word of a claim counts, null: in no household. Nothing is ever changed here; erased with the claim.
create table identity.household_word (
  number bigint generated always as identity primary key,
  node bigint not null,
  household bigint references identity.household,
  noted_at timestamptz not null default now()
);
create index household_word_node on identity.household_word (node, number desc);
create index household_word_household on identity.household_word (household) where household is not null;
