-- What a service with the fifth schema had written besides: a write and refused calls in
-- its audit log, with the digests that they have to have. Nobody checks the signature here.
INSERT INTO commits VALUES (1750000000000010);
INSERT INTO vendors VALUES
  ('saltmarsh', 1, 1750000000000010, 1750000000000010, 0, 'Saltmarsh Labs', 'https://saltmarsh.example');
INSERT INTO audit_entries VALUES
  (1, 1750000000000010, 1, 'Mara Lind', 'tokens/7f3a09c1d2e4b586', 'ipv4:192.0.2.7:50412',
   'clausebook.v1.CatalogService/CreateVendor', '6f1d6e0e-52a1-4f0e-9d3c-0b9a3c1c7d11', 'OK', 1,
   '[["vendors/saltmarsh","","abd0339ae11c27c93f475c1bb82e62f6cc499c038cde230d4fca6b44d5e2c1ae"]]',
   '0000000000000000000000000000000000000000000000000000000000000000',
   '0f152ee019bd57be3e4b9909e4efcc36ae34570cb6042559524842b8506966b7'),
  (2, 1750000000000011, 2, '', '', 'ipv4:198.51.100.23', 'clausebook.v1.QueryService/Ask', '',
   'UNAUTHENTICATED', 17, '[]',
   '0f152ee019bd57be3e4b9909e4efcc36ae34570cb6042559524842b8506966b7',
   '29ac61cb870f26952c8939f4afc81b3cb0c3b978762ef9e62d2b444067ecbe0a');
INSERT INTO audit_checkpoints VALUES
  (2, 1750000000000011, '29ac61cb870f26952c8939f4afc81b3cb0c3b978762ef9e62d2b444067ecbe0a',
   '5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a',
   'c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3');
