-- What a service with the fourth schema had written besides.
INSERT INTO commits VALUES (1750000000000008), (1750000000000009);
INSERT INTO access_tokens VALUES
  ('7f3a09c1d2e4b586', 1750000000000008,
   'b5d4045c3f466fa91fe2cc6abe79232a1a57cdf104f7a26e716e0a1e2789df78', 'Mara Lind',
   '["editor","reviewer"]', '["lanternfish"]', 'Her machine.', 'Ada Example',
   1781536000000000);
INSERT INTO access_token_revocations VALUES
  ('7f3a09c1d2e4b586', 1750000000000009, 'Ada Example', 'Left.');
