// The service's errors, with what the service said about them.
import grpc from '@grpc/grpc-js';
import {decode} from './loader.js';

/** A call that failed. See index.d.ts for the fields. */
export class ClausebookError extends Error {
  constructor(code, message) {
    super(message);
    this.name = 'ClausebookError';
    this.code = code;
    this.codeName = grpc.status[code];
    this.reason = '';
    this.metadata = {};
    this.violations = [];
    this.problems = [];
    this.resourceName = '';
    this.retryAfterMs = undefined;
    this.requestId = '';
  }
}

const readers = {
  'google.rpc.ErrorInfo': (error, d) => {
    error.reason = d.reason;
    error.metadata = d.metadata ?? {};
  },
  'google.rpc.BadRequest': (error, d) => {
    error.violations = d.fieldViolations ?? [];
  },
  'google.rpc.ResourceInfo': (error, d) => {
    error.resourceName = d.resourceName;
  },
  'google.rpc.RetryInfo': (error, d) => {
    error.retryAfterMs = (d.retryDelay?.seconds ?? 0) * 1000 + (d.retryDelay?.nanos ?? 0) / 1e6;
  },
  'google.rpc.RequestInfo': (error, d) => {
    error.requestId = d.requestId;
  },
  'clausebook.v1.BookProblems': (error, d) => {
    error.problems = d.problems ?? [];
  },
};

/** The error for a failed call of grpc-js. */
export function fromServiceError(serviceError) {
  const error = new ClausebookError(serviceError.code, serviceError.details);
  const [bytes] = serviceError.metadata?.get('grpc-status-details-bin') ?? [];
  if (!bytes) return error;
  for (const detail of decode('google.rpc.Status', bytes).details ?? []) {
    const type = (detail.type_url ?? detail.typeUrl).replace(/^.*\//, '');
    if (readers[type]) readers[type](error, decode(type, detail.value));
  }
  return error;
}
