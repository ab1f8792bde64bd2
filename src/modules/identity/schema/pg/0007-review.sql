-- What waits in review: likely joins that were refused, people who say exactly the same, and what was said of either side of a pair.
create index edge_likely_refused on identity.edge (number desc) where rule = 'likely' and outcome = 'refused';
create index match_record_own on identity.match_record (own_bits desc) where own_bits is not null;
create index match_answer_b on identity.match_answer (node_b);
