-- Every prediction is kept, so that the one that was shown at a moment can be had again as it was stored: its model is not kept. Figures alone; one a day and score at most, and only where somebody asked.
alter table voice.predicted_score drop constraint predicted_score_pkey, add primary key (score, made_at);
