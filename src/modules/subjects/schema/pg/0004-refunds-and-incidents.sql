-- Everything that sources said about returns and refunds of orders, one row per interaction (its latest revision); a refund is folded from these when it is asked for.
create table subjects.refund_fact (
  interaction bigint primary key,
  revision integer not null,
  key uuid not null,
  brand text not null,
  order_id text not null,
  node bigint not null,
  source text not null,
  occurred_at timestamptz not null,
  said jsonb not null
);
create index refund_fact_order on subjects.refund_fact (order_id, brand);
create index refund_fact_node on subjects.refund_fact (node);

-- The same for incidents: a known problem, whom it touches and what customers are told.
create table subjects.incident_fact (
  interaction bigint primary key,
  revision integer not null,
  key uuid not null,
  brand text not null,
  incident_id text not null,
  node bigint not null,
  source text not null,
  occurred_at timestamptz not null,
  said jsonb not null
);
create index incident_fact_incident on subjects.incident_fact (incident_id, brand);
create index incident_fact_node on subjects.incident_fact (node);

-- How old news may be and who tells what is not known; the latest row holds.
create table subjects.status_setting (
  number integer generated always as identity primary key,
  setting jsonb not null,
  set_by text not null,
  set_at timestamptz not null
);
