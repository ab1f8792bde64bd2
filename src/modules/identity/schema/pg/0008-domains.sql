-- Who has an address at a domain: the people of one organisation.
create index node_identifier_domain on identity.node_identifier (split_part(value, '@', 2)) where type = 'email';
