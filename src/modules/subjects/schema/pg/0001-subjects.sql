-- Everything that sources said about orders, one row per interaction (its latest revision). The state of an order is folded from these when it is asked for,
-- so the order of arrival can't change it.
create table subjects.order_fact (
  interaction bigint primary key,
  revision integer not null,
  brand text not null,
  order_id text not null,
  node bigint not null,
  source text not null,
  occurred_at timestamptz not null,
  said jsonb not null
);
create index order_fact_order on subjects.order_fact (order_id, brand);
create index order_fact_node on subjects.order_fact (node);
