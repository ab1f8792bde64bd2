-- What each interaction says about somebody's traits, in its latest revision: a revised interaction takes back what it said before, and what others said stands again.
create table customers.word (
  interaction bigint primary key,
  node bigint not null,
  -- Names the interaction for ever, whenever it came: of two words of one moment, the one with the higher key counts.
  key uuid not null,
  source text not null,
  said_at timestamptz not null,
  traits jsonb not null
);
create index word_node on customers.word (node);

-- What was known before this table: the words that still counted.
insert into customers.word (interaction, node, key, source, said_at, traits)
select distinct on (interaction) interaction, node, '00000000-0000-0000-0000-000000000000', source, said_at, traits
from (
  select interaction, node, source, said_at, max(revision) as revision, jsonb_object_agg(name, value) as traits
  from customers.trait group by interaction, node, source, said_at
) as told
order by interaction, revision desc;
delete from customers.trait t using customers.word w where w.interaction = t.interaction and w.node <> t.node;

alter table customers.trait add column key uuid not null default '00000000-0000-0000-0000-000000000000';
alter table customers.trait alter column key drop default;
alter table customers.trait drop column revision;
