-- What a service with the third schema had written besides.
INSERT INTO commits VALUES (1750000000000006), (1750000000000007);
INSERT INTO response_files VALUES
  ('a5f64a0cb6794de1ba338b9c7735f2e47f6af836aaeb919bea54eab397b72a3e', 0,
   X'69643b7175657374696f'),
  ('a5f64a0cb6794de1ba338b9c7735f2e47f6af836aaeb919bea54eab397b72a3e', 1,
   X'6e0a313b446f20796f752073656c6c20646174613f0a');
INSERT INTO questionnaire_responses VALUES
  (1, 'lanternfish', 'globex', 1750000000000006, 'tidewatch', '', 'Globex', 'globex.csv',
   'a5f64a0cb6794de1ba338b9c7735f2e47f6af836aaeb919bea54eab397b72a3e', X'00', 20255, 1750000000000005, 'Ada Example', 1);
INSERT INTO response_items VALUES
  (1, 1, 0, 1, '1', '', 'Do you sell data?', 'B2', '', '["Yes","No"]', 1, 3, 'No', '', '');
INSERT INTO response_parts VALUES
  (1, 1, 0, 'data-sold', 0, '{}', 'It is a wording of the catalogue.', 2, 'It is not.',
   '["vendors/lanternfish/facts/sold@2"]');
INSERT INTO item_reviews VALUES
  (1, 1, 1, 1750000000000007, 0, 'Mara Lind', 20256, '', '', '', NULL);
INSERT INTO mappings VALUES
  (1, 'lanternfish', 'm1', 1, 1750000000000006, 'Do you sell data?',
   'f5e327d9b1ffbb7ded96d1df31f01a311a961ece85c2446fbf939c53084629e5',
   '[["data-sold",false]]', 'Mara Lind');
INSERT INTO mapping_revocations VALUES (1, 1750000000000007, 'Mara Lind', 'It asked more.');
