-- How the source knows that an identifier is theirs (null: not said, or not verified), and an address as it was written where its provider delivers more spellings to one box.
alter table identity.node_identifier add column verified_by text, add column said text;

-- Among the claims with a value, one that verified it is found first.
drop index identity.node_identifier_value;
create index node_identifier_value on identity.node_identifier (type, value, joins, verified);

-- A claim that holds only the hash of an address finds the address. The doubled backslash keeps the text what it is on its way to bytes.
create index node_identifier_mail_hash on identity.node_identifier (sha256(replace(value, '\', '\\')::bytea)) where type = 'email';
create index node_identifier_said_hash on identity.node_identifier (sha256(replace(said, '\', '\\')::bytea)) where said is not null;

-- Whether something verified says who they are: such customers are joined only by what is verified on both sides.
alter table identity.customer add column known boolean not null default false;
update identity.customer c set known = exists (
  select 1 from identity.assignment a join identity.node_identifier i on i.node = a.node
  where a.customer = c.number and i.verified and i.joins and i.type not in ('phone', 'order', 'alias', 'device', 'cookie'));

-- The rules became stricter: the next claim of anybody is weighed with all others.
update identity.customer set entangled = true where merged_into is null and kind <> 'visitor';
