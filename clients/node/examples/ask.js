// Asks one question: node ask.js HOST:PORT APP QUESTION
import {Client} from '@clausebook/client';

const [address, app, question] = process.argv.slice(2);
const client = new Client(address);
const answer = await client.ask(app, question);
console.log(answer.sentence);
for (const {clause} of answer.citations) {
  console.log(`  “${clause.quote}” — ${clause.title}, line ${clause.line}`);
}
client.close();
