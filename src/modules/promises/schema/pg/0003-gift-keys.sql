-- Under which name whoever gives, or asks, asked for it: sent twice, it is given once. Null: from before there were names.
alter table promises.gift add column key uuid;
create unique index gift_key on promises.gift (by, key);
