-- What a service with the second schema had written besides.
INSERT INTO commits VALUES (1750000000000005);
INSERT INTO fact_approvals VALUES (2, 'Mara Lind', 20250, 's1', 'backup-period');
INSERT INTO rejections VALUES
  (1, 'lanternfish', 'privacy', 's2', 1750000000000005, 'clause-2-1', 'region', 'storage.region is x',
   'Mara Lind', 20250, 'Not about boards.');
