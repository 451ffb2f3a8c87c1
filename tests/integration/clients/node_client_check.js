// Uses the installed Node package: node node_client_check.js HOST:PORT BOOK MANIFEST
import assert from 'node:assert/strict';
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Client, ClausebookError} from '@clausebook/client';

const app = 'vendors/lanternfish/apps/tidewatch';
const [address, book, manifestFile] = process.argv.slice(2);
const client = new Client(address, {timeoutMs: 20_000});

async function collect(iterator) {
  const all = [];
  for await (const one of iterator) all.push(one);
  return all;
}

async function failure(promise) {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof ClausebookError, String(error));
    return error;
  }
  return assert.fail('not refused');
}

const answers = await collect(client.answers(app));
assert.ok(answers.length > 60);
assert.equal(answers.length, (await collect(client.questions())).length);
const unknown = await collect(client.answers(app, {verdicts: ['VERDICT_UNKNOWN']}));
assert.ok(unknown.length > 0 && unknown.length < answers.length);
assert.deepEqual((await collect(client.apps('-', {appId: 'tidewatch'}))).map((a) => a.name), [app]);
const batch = await client.batchAsk([app], ['hosting-platform', 'data-sold']);
assert.equal(batch.answers.length, 2);
const before = await client.ask(app, 'hosting-platform', {asOf: '2020-01-01'});
assert.equal(before.verdict, 'VERDICT_UNKNOWN');

const missing = await failure(client.ask(app, 'no-such-question'));
assert.equal(missing.reason, 'NOT_FOUND');
assert.equal(missing.codeName, 'NOT_FOUND');
assert.equal(missing.resourceName, 'questions/no-such-question');
const wrong = await failure(client.ask('nonsense', 'data-sold', {asOf: '2021-02-30'}));
assert.deepEqual(wrong.violations.map((v) => v.field).sort(), ['app', 'as_of']);

const checked = await client.check('lanternfish', {asOf: '2026-11-23'});
assert.equal(checked.app_count, 3);
assert.ok(checked.findings.length > 0);
const manifest = readFileSync(manifestFile);
const release = await client.check('lanternfish', {apps: ['tidewatch'], manifest});
assert.equal(release.findings[0].gravity, 'GRAVITY_HIGH');
assert.equal(release.findings[0].app, app);
assert.ok(release.findings[0].left[0].clause.line > 0);
const broken = await failure(
  client.check('lanternfish', {apps: ['tidewatch'], manifest: 'app: ['}));
assert.equal(broken.violations[0].field, 'declaration.text');
await assert.rejects(client.check('lanternfish', {manifest}), TypeError);

assert.equal((await client.applyBook(book, {dryRun: true})).changes.length, 0);
const directory = mkdtempSync(join(tmpdir(), 'clausebook-'));
writeFileSync(join(directory, 'factbook.yaml'), 'clausebook: 1\nvendor: {id: x}\n');
const faulty = await failure(client.applyBook(directory));
assert.equal(faulty.problems[0].line, 2);
rmSync(directory, {recursive: true});

const text = 'We never sell your data. All data is encrypted at rest. Data may be shared.\n';
const shelf = mkdtempSync(join(tmpdir(), 'clausebook-'));
writeFileSync(join(shelf, 'factbook.yaml'), `clausebook: 1
vendor: {id: nodal, name: Nodal}
policies:
  - {id: privacy, title: Privacy, revisions: [{file: p.txt, effective: 2025-01-01}]}
`);
writeFileSync(join(shelf, 'p.txt'), text);
await client.applyBook(shelf);
rmSync(shelf, {recursive: true});
const vendor = 'vendors/nodal';
const suggested = (await collect(client.reviewItems(vendor))).map((item) => item.suggestion);
assert.deepEqual(suggested.map((s) => s.fact.property), ['use.sold', 'encryption.at_rest']);
assert.equal((await client.suggestFacts(text)).suggestions.length, 2);
const decisions = [
  {item: suggested[0].name, accept: {fact_id: 'sold'}},
  {item: suggested[1].name, reject: {reason: 'Only backups.'}},
];
const planned = await client.recordDecisions(vendor, 'Mara', decisions, {dryRun: true});
assert.equal(planned.outcomes.length, 2);
const done = await client.recordDecisions(vendor, 'Mara', decisions);
assert.equal(done.outcomes[0].recorded.approval.reviewer, 'Mara');
assert.equal((await collect(client.reviewItems(vendor))).length, 0);
const revision = suggested[0].fact.evidence.clause.revision;
assert.deepEqual((await collect(client.suggestions(revision))).map((s) => s.state),
  ['SUGGESTION_STATE_ACCEPTED', 'SUGGESTION_STATE_REJECTED']);
assert.deepEqual((await collect(client.unreadClauses(revision))).map((c) => c.clause.text),
  ['Data may be shared.']);
const twice = await failure(client.recordDecisions(vendor, 'Jo', decisions.slice(0, 1)));
assert.equal(twice.reason, 'NOT_AWAITING_REVIEW');
const page = await client.report('vendors/lanternfish/apps/tidewatch');
assert.ok(page.startsWith('<!DOCTYPE html>') && page.includes('id="data-sold"'));
assert.ok((await client.matrix('lanternfish', {apps: ['tidewatch']})).includes('Tidewatch'));

const folder = mkdtempSync(join(tmpdir(), 'clausebook-'));
const path = join(folder, 'list.csv');
const out = join(folder, 'filled.csv');
const ledger = join(folder, 'ledger.json');
writeFileSync(path, 'No.,Question,Answer,Comment\n' +
  '1,Does the app store data outside of Atlassian?,,\n' +
  '2,Are your fire doors inspected every year?,,\n');
const looked = await client.fill(app, {path});
assert.equal(looked.wrote, false);
assert.equal(looked.head.summary.item_count, 2);
await assert.rejects(client.fill(app, {path: join(folder, 'missing.csv')}), {code: 'ENOENT'});
const stages = [];
const filled = await client.fill(app, {path, out, ledger, include_unapproved: true,
  response_id: 'nodal', creator: 'Mara', onProgress: (progress) => stages.push(progress)});
assert.ok(filled.wrote && stages.length > 0);
assert.ok(filled.items[0].proposed_answer.startsWith('No'));
assert.equal(filled.items[1].need, 'ITEM_NEED_NOT_MATCHED');
const written = readFileSync(out, 'utf8');
assert.ok(written.includes('Atlassian?,No'));
JSON.parse(readFileSync(ledger, 'utf8'));
assert.ok(!existsSync(`${out}.new`));
writeFileSync(join(folder, 'list.pdf'), '%PDF-1.7');
const pdf = await failure(
  client.fill(app, {path: join(folder, 'list.pdf'), out, include_unapproved: true}));
assert.equal(pdf.violations[0].field, 'file');
assert.equal(readFileSync(out, 'utf8'), written);

const name = filled.head.response.name;
const kept = (await collect(client.responses('lanternfish'))).map((response) => response.name);
assert.ok(kept.includes(name));
assert.equal((await client.response(name)).creator, 'Mara');
assert.equal((await failure(client.exportResponse(name, {out}))).reason, 'NOT_APPROVED');
const items = await collect(client.responseItems(name, {openFirst: true}));
const reviewed = await client.reviewResponseItems(name, 'Mara', [{item: items[0].name,
  override: {answer: 'Yes', reason: 'Seen.', expire_date: '2027-01-01'}}],
{approveProposed: true});
assert.equal(reviewed.response.summary.approved_count, 2);
await client.exportResponse(name, {out});
assert.ok(readFileSync(out, 'utf8').includes('every year?,Yes'));
assert.equal((await client.compareResponse(name)).differences.length, 0);
rmSync(folder, {recursive: true});

const odd = "Might our records turn up on somebody's market?";
const ask = async () => (await client.match([odd], {vendor: 'nodal'}))[0].parts[0].question;
assert.equal(await ask(), '');
const mapping = await client.confirmMapping('nodal', odd, 'Mara', {questions: ['data-sold']});
assert.equal(await ask(), 'questions/data-sold');
assert.deepEqual((await collect(client.mappings('nodal'))).map((m) => m.name), [mapping.name]);
await client.revokeMapping(mapping.name, 'Jo', {reason: 'Too wide.'});
assert.equal((await collect(client.mappings('nodal'))).length, 0);
const tab = 'marketplace-privacy-security';
assert.ok((await collect(client.questionnaires())).some((q) => q.name.endsWith(tab)));
assert.ok((await client.questionnaire(tab)).items.length > 0);
client.close();
