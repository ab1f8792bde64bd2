-- What a customer said and somebody revised so that it names nobody keeps its home, far from the rest of nobody's: by this the engine finds it without reading everybody's rows.
alter table interactions_log add index if not exists nobody_range node type minmax granularity 1;
alter table interactions_log materialize index nobody_range;
