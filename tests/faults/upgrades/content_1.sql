-- What a service with the first schema had written. An invented vendor.
INSERT INTO commits VALUES (1750000000000000), (1750000000000001), (1750000000000002), (1750000000000003), (1750000000000004);
INSERT INTO vendors VALUES
  ('lanternfish', 1, 1750000000000000, 1750000000000000, 0, 'Lanternfish', 'https://lanternfish.example'),
  ('lanternfish', 2, 1750000000000001, 1750000000000000, 0, 'Lanternfish GmbH', 'https://lanternfish.example'),
  ('gone', 1, 1750000000000000, 1750000000000000, 0, 'Gone', ''),
  ('gone', 2, 1750000000000002, 1750000000000000, 1, 'Gone', '');
INSERT INTO apps VALUES
  ('lanternfish', 'tidewatch', 1, 1750000000000000, 1750000000000000, 0, 'Tidewatch', 'com.example.tidewatch', ''),
  ('lanternfish', 'soundings', 1, 1750000000000001, 1750000000000001, 0, 'Soundings', '', '');
INSERT INTO policies VALUES
  (1, 'lanternfish', 'privacy', 1, 1750000000000000, 1750000000000000, 0, 'Privacy', 'https://p.example', 0, ''),
  (1, 'lanternfish', 'manifest', 1, 1750000000000000, 1750000000000000, 0, 'Manifest', '', 1, 'tidewatch'),
  (0, 'forge', 'terms', 1, 1750000000000000, 1750000000000000, 0, 'Terms', '', 0, '');
INSERT INTO revisions VALUES
  (1, 1, 'lanternfish', 'privacy', '2025-01', 1750000000000000, 20089, 'https://p.example', 1,
   '75ee4e14b143aa584bdf8204cd0565b4ba805512e21b74558596bd4941084690', 3, '', X'232053746f726167650a4c616e7465726e66697368206b6565707320626f6172647320696e204672616e6b667572742e0a4261636b75707320617265206b65707420666f7220333020646179732e0a'),
  (2, 1, 'lanternfish', 'privacy', '2025-06', 1750000000000002, 20240, 'https://p.example', 1,
   '4a8da6a5dd76ecab07625aab9b6e87f5d7fb610d3613e631041b06a6db66fa50', 4,
   'cf9b4f234214db47ea912d57ef51599295b5bae37d546bd53dad09c5dec8a56e', X'232053746f726167650a4c616e7465726e66697368206b6565707320626f6172647320696e204672616e6b6675727420616e64204475626c696e2e0a4261636b75707320617265206b65707420666f7220313420646179732e0ac3846e646572756e67656e2073696e64206dc3b6676c6963682e0a'),
  (3, 0, 'forge', 'terms', '2025', 1750000000000000, 20089, '', 1,
   '75ee4e14b143aa584bdf8204cd0565b4ba805512e21b74558596bd4941084690', 3, '', X'232053746f726167650a4c616e7465726e66697368206b6565707320626f6172647320696e204672616e6b667572742e0a4261636b75707320617265206b65707420666f7220333020646179732e0a');
INSERT INTO revision_sources VALUES (2, X'3c68313e53746f726167653c2f68313e3c703e4c616e7465726e66697368206b6565707320626f6172647320696e204672616e6b6675727420616e64204475626c696e2e3c2f703e');
INSERT INTO revision_withdrawals VALUES (3, 1750000000000003);
INSERT INTO clauses VALUES
  (1, 0, 'clause-1-0', 1, 0, 9, '[]'),
  (1, 1, 'clause-1-1', 0, 10, 48, '["Storage"]'),
  (1, 2, 'clause-1-2', 0, 49, 78, '["Storage"]'),
  (2, 0, 'clause-2-0', 1, 0, 9, '[]'),
  (2, 1, 'clause-2-1', 0, 10, 59, '["Storage"]'),
  (2, 2, 'clause-2-2', 0, 60, 89, '["Storage"]'),
  (2, 3, 'clause-2-3', 0, 90, 116, '["Storage"]'),
  (3, 0, 'clause-3-0', 1, 0, 9, '[]'),
  (3, 1, 'clause-3-1', 0, 10, 48, '["Storage"]'),
  (3, 2, 'clause-3-2', 0, 49, 78, '["Storage"]');
INSERT INTO facts VALUES
  (1, 1, 'lanternfish', 'region', 1, 1750000000000000, 'storage.region', 0, 3, '', '', 1, NULL, NULL,
   1, 'clause-1-1', 10, 48, NULL, NULL, NULL, NULL),
  (2, 1, 'lanternfish', 'backups', 1, 1750000000000002, 'backup.retention', 0, 2, 'P14D', 'about', 1,
   20240, NULL, 2, 'clause-2-2', 60, 89, NULL, NULL, NULL, NULL),
  (3, 1, 'lanternfish', 'sold', 1, 1750000000000001, 'data.sold', 0, 0, 'false', '', 1, NULL, 20900,
   NULL, NULL, NULL, NULL, 'Ada Example', 20100, 20900, 'We never did.'),
  (4, 1, 'lanternfish', 'sold', 2, 1750000000000004, 'data.sold', 0, 0, 'false', '', 0, NULL, NULL,
   NULL, NULL, NULL, NULL, 'Ada Example', 20200, NULL, 'We still do not.');
INSERT INTO fact_parts VALUES
  (1, 0, '', 'germany'), (1, 1, '', 'tidewatch'), (1, 3, 'purpose', 'storage'),
  (3, 2, '', 'soundings');
INSERT INTO fact_retractions VALUES (3, 1750000000000004, 'Said anew.');
INSERT INTO responses VALUES ('request-1', 'digest-1', X'0102', 1750000000000004);
