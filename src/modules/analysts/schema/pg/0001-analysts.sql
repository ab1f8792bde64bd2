-- Every statement that somebody asked over the views for analysts, for ever. shape: the statement without texts, long numbers and free names, so that nothing in it is about a customer; is_masked: whether personal data was left out of the views.
create table analysts.statement (
  number bigint generated always as identity primary key,
  at timestamptz not null,
  asked_by text not null,
  shape text not null,
  views text[] not null,
  is_masked boolean not null,
  format text not null,
  outcome text not null,
  rows bigint not null,
  took_ms integer not null
);
