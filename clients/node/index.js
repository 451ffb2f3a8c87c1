// The client: the contract's services behind a thin face of promises and iterators.
import {randomUUID} from 'node:crypto';
import {readFileSync, readdirSync} from 'node:fs';
import {join, relative, sep} from 'node:path';
import grpc from '@grpc/grpc-js';
import {ClausebookError, fromServiceError} from './errors.js';
import {serviceConfig, services} from './loader.js';
import {exportResponse, fill} from './questionnaires.js';

export {ClausebookError};

/** A connection to a Clausebook server. */
export class Client {
  #timeoutMs;
  #transferTimeoutMs;
  #stubs = {};
  #metadata = new grpc.Metadata();

  /**
   * `token` is sent with every call; default: the environment's CLAUSEBOOK_TOKEN. `tls`
   * trusts whom the system trusts; `ca`, or `cert` and `key` (PEM files), mean it too.
   */
  constructor(address = '127.0.0.1:7447',
    {timeoutMs = 30_000, transferTimeoutMs = 600_000, token = process.env.CLAUSEBOOK_TOKEN ?? '',
      tls = false, ca, cert, key} = {}) {
    this.#timeoutMs = timeoutMs;
    this.#transferTimeoutMs = transferTimeoutMs;
    const secure = tls || ca !== undefined || cert !== undefined;
    if ((cert === undefined) !== (key === undefined)) {
      throw new TypeError('cert and key go together');
    }
    if (token.trim()) {
      if (!secure && !/^(127\.|localhost:|\[::1\]:|unix:)/.test(address)) {
        throw new TypeError('the token would be sent in the clear: use ca or tls');
      }
      this.#metadata.set('authorization', `Bearer ${token.trim()}`);
    }
    const credentials = secure
      ? grpc.credentials.createSsl(...[ca, key, cert].map((file) =>
        file === undefined ? null : readFileSync(file)))
      : grpc.credentials.createInsecure();
    const options = {
      'grpc.service_config': serviceConfig,
      'grpc.max_receive_message_length': 64 << 20,
    };
    for (const name of ['AdminService', 'AuditService', 'BookService', 'CatalogService', 'CheckService',
      'FactService', 'PolicyService', 'QueryService', 'QuestionService', 'QuestionnaireService',
      'ReportService', 'ResponseService', 'ReviewService']) {
      this.#stubs[name] =
        new services[name](address, credentials, options);
    }
  }

  /** Any RPC of the contract: `call('FactService', 'ListFacts', {...})`. */
  call(service, method, request) {
    const stub = this.#stubs[service];
    const deadline = Date.now() + this.#timeoutMs;
    return new Promise((resolve, reject) => {
      stub[method](request, this.#metadata, {deadline}, (error, response) =>
        error ? reject(fromServiceError(error)) : resolve(response));
    });
  }

  /** The answer to one question (its id or full name) about one app (full name). */
  async ask(app, question, {asOf, knownAt} = {}) {
    const response = await this.call('QueryService', 'Ask',
      {app, question: questionName(question), ...times(asOf, knownAt)});
    return response.answer;
  }

  /** Many questions about many apps, from one consistent state. */
  batchAsk(apps, questions = [], {asOf, knownAt} = {}) {
    return this.call('QueryService', 'BatchAsk',
      {apps, questions: questions.map(questionName), ...times(asOf, knownAt)});
  }

  /** The answers to all questions about one app. */
  answers(app, {asOf, knownAt, verdicts = []} = {}) {
    return this.#pages('QueryService', 'ListAnswers',
      {parent: app, verdicts, ...times(asOf, knownAt)}, 'answers');
  }

  /**
   * Where the sources on apps of a vendor (its id) disagree, the gravest first. `apps` are
   * ids, default all. `manifest` or `descriptor`: the text of a Forge manifest or Connect
   * descriptor to check in the place of the one on record, of the one app that is named;
   * nothing is stored.
   */
  async check(vendor, {apps = [], manifest, descriptor, asOf, knownAt} = {}) {
    const parent = `vendors/${vendor}`;
    const names = apps.map((app) => `${parent}/apps/${app}`);
    const request = {parent, apps: names, ...times(asOf, knownAt)};
    const text = manifest ?? descriptor;
    if (manifest !== undefined && descriptor !== undefined) {
      throw new TypeError('either manifest or descriptor');
    }
    if (text !== undefined) {
      if (names.length !== 1) {
        throw new TypeError('a manifest or descriptor is of one app: name it in apps');
      }
      const kind = manifest === undefined ? 'CONNECT_DESCRIPTOR' : 'FORGE_MANIFEST';
      request.declaration =
        {app: names[0], kind: `POLICY_KIND_${kind}`, text: Buffer.from(text)};
    }
    return this.call('CheckService', 'CheckApps', request);
  }

  /** All answers about one app (full name) as a page for a browser: one HTML document. */
  async report(app, {asOf, knownAt} = {}) {
    const response = await this.call('ReportService', 'RenderAppReport',
      {app, ...times(asOf, knownAt)});
    return response.html;
  }

  /** All questions by the apps of a vendor (its id) as a page; `apps` are ids, default all. */
  async matrix(vendor, {apps = [], asOf, knownAt} = {}) {
    const parent = `vendors/${vendor}`;
    const names = apps.map((app) => `${parent}/apps/${app}`);
    const response = await this.call('ReportService', 'RenderAppMatrix',
      {parent, apps: names, ...times(asOf, knownAt)});
    return response.html;
  }

  /** The apps of a vendor (its id), or of all. */
  apps(vendor = '-', {appId = ''} = {}) {
    return this.#pages('CatalogService', 'ListApps',
      {parent: `vendors/${vendor}`, app_id: appId}, 'apps');
  }

  /** The questions, in the order of the catalogue. */
  questions({topic = ''} = {}) {
    return this.#pages('QuestionService', 'ListQuestions', {topic, page_size: 1000}, 'questions');
  }

  /** Makes the service hold exactly the fact book in `directory`. */
  applyBook(directory, {dryRun = false} = {}) {
    return this.call('BookService', 'ApplyBook',
      {files: readBook(directory), validate_only: dryRun, request_id: randomUUID()});
  }

  /** What a document that is not recorded would suggest; nothing is stored. For HTML, PDF
   * and DOCX `text` is the file's bytes. */
  suggestFacts(text, {mediaType = 'text/plain', parent = '', title = ''} = {}) {
    const isText = ['text/plain', 'text/markdown'].includes(mediaType);
    return this.call('ReviewService', 'SuggestFacts', {parent, title,
      policy_revision: {media_type: mediaType, [isText ? 'text' : 'source']: Buffer.from(text)}});
  }

  /** What a recorded revision's clauses suggest, with what became of each. */
  suggestions(revision, {states = [], knownAt} = {}) {
    return this.#pages('ReviewService', 'ListSuggestions',
      {parent: revision, states, page_size: 1000, ...times(undefined, knownAt)}, 'suggestions');
  }

  /** The clauses of a revision that a person has to read. */
  unreadClauses(revision) {
    return this.#pages('ReviewService', 'ListUnreadClauses',
      {parent: revision, page_size: 1000}, 'unread_clauses');
  }

  /** What awaits review of a vendor, platform or policy (full name). */
  reviewItems(parent) {
    return this.#pages('ReviewService', 'ListReviewItems', {parent, page_size: 1000},
      'review_items');
  }

  /** Records decisions, all or none: `{item, accept: {}}` or `{item, reject: {reason}}`. */
  recordDecisions(parent, reviewer, decisions, {dryRun = false} = {}) {
    return this.call('ReviewService', 'RecordDecisions',
      {parent, reviewer, decisions, validate_only: dryRun, request_id: randomUUID()});
  }

  /** The known questionnaires, without their items. */
  questionnaires() {
    return this.#pages('QuestionnaireService', 'ListQuestionnaires', {page_size: 1000},
      'questionnaires');
  }

  /** One (its id or full name) with its items. */
  async questionnaire(questionnaire) {
    const response = await this.call('QuestionnaireService', 'GetQuestionnaire',
      {name: nameIn('questionnaires', questionnaire)});
    return response.questionnaire;
  }

  /** What wordings ask, in their order; `vendor`: whose confirmed wordings count. */
  async match(wordings, {vendor = ''} = {}) {
    const response = await this.call('QuestionnaireService', 'MatchQuestions',
      {parent: nameIn('vendors', vendor), wordings: wordings.map((text) => ({text}))});
    return response.matches;
  }

  /** What people said that wordings ask, for a vendor (its id). */
  mappings(vendor, {showRevoked = false} = {}) {
    return this.#pages('QuestionnaireService', 'ListMappings',
      {parent: nameIn('vendors', vendor), show_revoked: showRevoked, page_size: 1000}, 'mappings');
  }

  /** Records that a wording asks these questions (ids), or the opposite of those; without
   * any it asks nothing that is answered here. */
  async confirmMapping(vendor, wording, confirmedBy, {questions = [], opposites = []} = {}) {
    const mapped = (opposite) => (id) => ({question: questionName(id), opposite});
    const response = await this.call('QuestionnaireService', 'CreateMapping', {
      parent: nameIn('vendors', vendor),
      mapping: {wording, confirmed_by: confirmedBy,
        questions: [...questions.map(mapped(false)), ...opposites.map(mapped(true))]},
      request_id: randomUUID()});
    return response.mapping;
  }

  /** Takes a mapping (full name) back; it stays on record. */
  async revokeMapping(name, revokedBy, {reason = ''} = {}) {
    const response = await this.call('QuestionnaireService', 'RevokeMapping',
      {name, revoked_by: revokedBy, reason, request_id: randomUUID()});
    return response.mapping;
  }

  /** Fills the questionnaire in the file at `path` for an app (full name). */
  fill(app, {path, out, ledger, onProgress, questionnaire = '', asOf, knownAt,
    ...options} = {}) {
    const request = {app, questionnaire: nameIn('questionnaires', questionnaire),
      ...times(asOf, knownAt), ...options};
    return fill(this.#stubs.QuestionnaireService, this.#metadata, this.#transferDeadline(), request,
      {path, out, ledger, onProgress});
  }

  /** The responses of a vendor (its id), or only those of an app (full name). */
  responses(vendor, {app = ''} = {}) {
    return this.#pages('ResponseService', 'ListResponses',
      {parent: nameIn('vendors', vendor), app, page_size: 1000}, 'responses');
  }

  /** One response (full name). */
  async response(name) {
    return (await this.call('ResponseService', 'GetResponse', {name})).response;
  }

  /** The items of a response (full name). */
  responseItems(response, {statuses = [], openFirst = false} = {}) {
    return this.#pages('ResponseService', 'ListResponseItems',
      {parent: response, statuses, open_first: openFirst, page_size: 1000}, 'response_items');
  }

  /** Records decisions about items, all or none: `{item, approve: {}}`, `{item, override:
   * {answer, comment, reason, expire_date}}` or `{item, reopen: {reason}}`. */
  reviewResponseItems(response, reviewer, decisions = [],
    {approveProposed = false, dryRun = false} = {}) {
    return this.call('ResponseService', 'ReviewResponseItems', {name: response, reviewer,
      decisions, approve_proposed: approveProposed, validate_only: dryRun,
      request_id: randomUUID()});
  }

  /** Which answers that were given would be different today, and why. */
  compareResponse(response, {asOf, knownAt} = {}) {
    return this.call('ResponseService', 'CompareResponse',
      {name: response, ...times(asOf, knownAt)});
  }

  /** Writes the filled file to `out`, whole or not at all. */
  exportResponse(response, {out, ledger, form = 0, includeUnapproved = false}) {
    return exportResponse(this.#stubs.ResponseService, this.#metadata, this.#transferDeadline(),
      {name: response, form, include_unapproved: includeUnapproved}, {out, ledger});
  }

  close() {
    for (const stub of Object.values(this.#stubs)) stub.close();
  }

  #transferDeadline() {
    return Date.now() + this.#transferTimeoutMs;
  }

  async *#pages(service, method, request, field) {
    let token = '';
    do {
      const page = await this.call(service, method, {...request, page_token: token});
      yield* page[field];
      token = page.next_page_token;
    } while (token);
  }
}

function questionName(question) {
  return nameIn('questions', question);
}

function nameIn(collection, text) {
  return text === '' || text.startsWith(`${collection}/`) ? text : `${collection}/${text}`;
}

function times(asOf, knownAt) {
  const request = {};
  if (asOf) request.as_of = asOf;
  if (knownAt) {
    const ms = knownAt.getTime();
    request.known_at = {seconds: Math.floor(ms / 1000), nanos: (ms % 1000) * 1e6};
  }
  return request;
}

function readBook(directory) {
  return readdirSync(directory, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .map((file) => ({path: relative(directory, file).split(sep).join('/'), file}))
    .filter(({path}) => !path.split('/').some((part) => part.startsWith('.')))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({path, file}) => ({path, content: readFileSync(file)}));
}
