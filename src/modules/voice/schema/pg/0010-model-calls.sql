-- Every question that was asked of a language model: how much went out, at what price, never what. purpose: name or summary; topic: of which topic, such as en.12.
create table voice.model_call (
  number bigint generated always as identity primary key,
  at timestamptz not null,
  asked_by text not null,
  purpose text not null,
  topic text not null,
  model text not null,
  host text not null,
  texts integer not null,
  characters integer not null,
  tokens integer not null,
  took_ms integer not null,
  outcome text not null
);
create index model_call_at on voice.model_call (at);
