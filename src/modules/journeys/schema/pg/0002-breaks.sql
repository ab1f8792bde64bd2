-- What should not have been in an issue, for the customer: codes of threads/contract.ts, each once.
alter table journeys.issue add column breaks text[] not null default '{}';
