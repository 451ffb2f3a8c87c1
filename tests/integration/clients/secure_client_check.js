// Uses the installed package against a server with TLS that knows its callers:
// secure_client_check.js HOST:PORT AUTHORITY. The token is in TOKEN.
import assert from 'node:assert/strict';
import {Client} from '@clausebook/client';

const [address, ca] = process.argv.slice(2);
const token = process.env.TOKEN;

async function apps(options) {
  const client = new Client(address, {ca, timeoutMs: 20_000, ...options});
  try {
    const found = [];
    for await (const app of client.apps()) found.push(app);
    return found;
  } finally {
    client.close();
  }
}

assert.deepEqual(await apps({token}), []);
process.env.CLAUSEBOOK_TOKEN = token;
assert.deepEqual(await apps({}), []);
for (const wrong of ['', token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A')]) {
  await assert.rejects(apps({token: wrong}), {reason: 'UNAUTHENTICATED'});
}
assert.throws(() => new Client('books.example:7447', {token}), TypeError);
