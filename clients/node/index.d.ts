/** Fields are those of the contract (proto/clausebook/v1), in snake_case; enums are their
 * names, 64-bit numbers are numbers. */
export type Message = Record<string, any>;

export interface Times {
  /** The day asked about, `YYYY-MM-DD`; default today. */
  asOf?: string;
  /** Only what was known at this time counts; default now. */
  knownAt?: Date;
}

/** Besides these, the fields of FillOptions: `layouts`, `form`, `overwrite`, `response_id` … */
export interface FillOptions extends Message {
  /** The customer's file. */
  path?: string;
  /** Where the filled file goes, whole or not at all; needs `include_unapproved: true`, since
   * nobody has approved these answers. */
  out?: string;
  /** Where it is told what was written where, as JSON. */
  ledger?: string;
  /** The known questionnaire that the file is an edition of, or that is filled without one. */
  questionnaire?: string;
  onProgress?: (progress: {stage: string; done: number; total: number}) => void;
}

export interface Filled {
  head: Message;
  /** In reading order. */
  items: Message[];
  /** Whether the filled file was written. */
  wrote: boolean;
}

export class Client {
  constructor(address?: string, options?: {
    timeoutMs?: number;
    /** For calls that carry files. */
    transferTimeoutMs?: number;
    /** Sent with every call; default: the environment's CLAUSEBOOK_TOKEN. */
    token?: string;
    /** Protect the connection, trusting whom the system trusts. */
    tls?: boolean;
    /** PEM files, which mean `tls`: whom to trust, and the client's own certificate. */
    ca?: string;
    cert?: string;
    key?: string;
  });
  ask(app: string, question: string, times?: Times): Promise<Message>;
  batchAsk(apps: string[], questions?: string[], times?: Times): Promise<Message>;
  answers(app: string, options?: Times & {verdicts?: string[]}): AsyncGenerator<Message>;
  check(vendor: string, options?: Times & {
    /** Ids of apps; default all of the vendor's. */
    apps?: string[];
    /** The text of a manifest or descriptor to check in the place of the one on record. */
    manifest?: string | Uint8Array;
    descriptor?: string | Uint8Array;
  }): Promise<Message>;
  /** A page for a browser: one HTML document. */
  report(app: string, options?: Times): Promise<string>;
  matrix(vendor: string, options?: Times & {apps?: string[]}): Promise<string>;
  apps(vendor?: string, options?: {appId?: string}): AsyncGenerator<Message>;
  questions(options?: {topic?: string}): AsyncGenerator<Message>;
  applyBook(directory: string, options?: {dryRun?: boolean}): Promise<Message>;
  suggestFacts(text: string | Uint8Array,
               options?: {mediaType?: string; parent?: string; title?: string}): Promise<Message>;
  suggestions(revision: string,
              options?: {states?: string[]; knownAt?: Date}): AsyncGenerator<Message>;
  unreadClauses(revision: string): AsyncGenerator<Message>;
  reviewItems(parent: string): AsyncGenerator<Message>;
  recordDecisions(parent: string, reviewer: string, decisions: Message[],
                  options?: {dryRun?: boolean}): Promise<Message>;
  questionnaires(): AsyncGenerator<Message>;
  questionnaire(questionnaire: string): Promise<Message>;
  match(wordings: string[], options?: {vendor?: string}): Promise<Message[]>;
  mappings(vendor: string, options?: {showRevoked?: boolean}): AsyncGenerator<Message>;
  confirmMapping(vendor: string, wording: string, confirmedBy: string,
                 options?: {questions?: string[]; opposites?: string[]}): Promise<Message>;
  revokeMapping(name: string, revokedBy: string, options?: {reason?: string}): Promise<Message>;
  fill(app: string, options?: Times & FillOptions): Promise<Filled>;
  responses(vendor: string, options?: {app?: string}): AsyncGenerator<Message>;
  response(name: string): Promise<Message>;
  responseItems(response: string,
                options?: {statuses?: string[]; openFirst?: boolean}): AsyncGenerator<Message>;
  reviewResponseItems(response: string, reviewer: string, decisions?: Message[],
                      options?: {approveProposed?: boolean; dryRun?: boolean}): Promise<Message>;
  compareResponse(response: string, options?: Times): Promise<Message>;
  exportResponse(response: string, options: {out: string; ledger?: string; form?: string;
                                             includeUnapproved?: boolean}): Promise<void>;
  call(service: string, method: string, request: Message): Promise<Message>;
  close(): void;
}

/** A call that failed. */
export class ClausebookError extends Error {
  /** The gRPC status code and its name. */
  code: number;
  codeName: string;
  /** The cause, for programs: NOT_FOUND, ETAG_MISMATCH … Empty: the service was not reached. */
  reason: string;
  metadata: Record<string, string>;
  /** The request fields at fault. */
  violations: {field: string; description: string}[];
  /** The faults of a fact book. */
  problems: {path: string; line: number; column: number; message: string; hint: string}[];
  resourceName: string;
  /** Worth trying again after this time. */
  retryAfterMs?: number;
  /** To find the call in the server's log. */
  requestId: string;
}
