// The contract, loaded from the package's own copy.
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {readFileSync, readdirSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

const protobuf = createRequire(import.meta.url)('protobufjs');
const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, 'protos');

const files = readdirSync(join(root, 'clausebook', 'v1')).map((name) => `clausebook/v1/${name}`);

const definition = loader.loadSync(files, {
  includeDirs: [root],
  keepCase: true,
  longs: Number,
  enums: String,
  defaults: true,
  arrays: true,
  oneofs: true,
});

/** The services of clausebook.v1 as client constructors. */
export const services = grpc.loadPackageDefinition(definition).clausebook.v1;

/** The service config that says which calls may be tried again. */
export const serviceConfig = readFileSync(join(here, 'service_config.json'), 'utf8');

const details = new protobuf.Root();
details.resolvePath = (origin, target) =>
  target.startsWith('google/protobuf/') ? target : join(root, target);
details.loadSync(['google/rpc/status.proto', 'google/rpc/error_details.proto',
  'clausebook/v1/book.proto']);

/** Decodes a message of google.rpc or clausebook.v1.Book… from bytes. */
export function decode(type, bytes) {
  const message = details.lookupType(type);
  return message.toObject(message.decode(bytes), {longs: Number, defaults: true});
}
