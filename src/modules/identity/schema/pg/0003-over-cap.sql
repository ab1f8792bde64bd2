-- Customers kept apart by the cap are listed for review.
create index customer_capped on identity.customer (last_seen_ms desc, number desc) where capped and merged_into is null;
