-- Whose a claim was before people decided, where that differs: when all is taken back, everybody has their own number again.
alter table identity.assignment add column settled bigint;
