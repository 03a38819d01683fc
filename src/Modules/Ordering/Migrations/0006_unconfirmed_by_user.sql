-- Two people may pay for one basket with one authorization: each comes back from the bank to the own wish.
ALTER TABLE ordering.unconfirmed DROP CONSTRAINT unconfirmed_pkey, ADD CONSTRAINT unconfirmed_pkey PRIMARY KEY (order_id, user_id);
