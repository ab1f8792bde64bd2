-- Claims of customers that may hang together by one weak tie alone: where to look, not what is so. What is so is worked out when somebody looks.
create table identity.thin_claim (node bigint primary key, noted_at timestamptz not null default now());
create index thin_claim_noted on identity.thin_claim (noted_at desc);
