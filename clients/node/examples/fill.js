// Fills a questionnaire: node fill.js HOST:PORT APP FILE OUT
import {Client} from '@clausebook/client';

const [address, app, path, out] = process.argv.slice(2);
const client = new Client(address);
const {head, items} = await client.fill(app, {path, out, include_unapproved: true});
for (const {sheet, layout} of head.sheets) console.log(`${sheet}: ${layout || 'no questions'}`);
for (const item of items) {
  if (item.status !== 'RESPONSE_STATUS_NEEDS_REVIEW') continue;
  console.log(`  ${item.location} ${item.question_text} — ${item.explanation}`);
}
const {answered_count: answered, needs_review_count: open} = head.summary;
console.log(`${answered} answered, ${open} need a person`);
client.close();
