-- What a service with the sixth schema had written besides.
INSERT INTO fact_proposed_retractions VALUES (2, 'Jo Berg', 20251, 'The shop was closed.');
