-- Whether customers say that they have been here before is weighed apart from what they say of the matter: models that did not know of it are learnt anew.
delete from journeys.thread_model;
