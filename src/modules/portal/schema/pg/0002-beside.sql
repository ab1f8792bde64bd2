-- The claims that were of the same customer when the link was made: once some of them are another person's, nobody can tell which of the two was given it, and it opens nothing.
alter table portal.link add column beside bigint[] not null default '{}';
