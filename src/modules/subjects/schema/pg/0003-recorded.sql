-- When what an interaction says about an order was recorded first, so that facts can be had as of a moment; null: before this was kept.
alter table subjects.order_fact add column recorded_at timestamptz;
