// Files to and from the service, piece by piece.
import {createReadStream, createWriteStream, renameSync, rmSync, writeFileSync} from 'node:fs';
import {once} from 'node:events';
import {basename} from 'node:path';
import {fromServiceError} from './errors.js';

const PIECE_BYTES = 1 << 20; // of a file in one message

/** A file that is written as it comes, and is there only when all of it has come. */
class Incoming {
  #out;
  #ledger;
  #file;
  #ledgerText = '';
  #failure;

  constructor(out, ledger) {
    this.#out = out;
    this.#ledger = ledger;
  }

  /** A chunk or the ledger of a response. */
  async take(response) {
    if (response.part === 'ledger') this.#ledgerText += response.ledger;
    if (response.part !== 'chunk' || this.#out === undefined) return;
    if (this.#file === undefined) {
      this.#file = createWriteStream(`${this.#out}.new`);
      this.#file.on('error', (error) => (this.#failure = error));
      await once(this.#file, 'open');
    }
    if (!this.#file.write(response.chunk)) await once(this.#file, 'drain');
    if (this.#failure) throw this.#failure;
  }

  /** Puts the files in their places; whether there is one. */
  async keep() {
    if (this.#file === undefined) return false;
    await this.#close();
    if (this.#failure) throw this.#failure;
    if (this.#ledger !== undefined) writeFileSync(this.#ledger, this.#ledgerText);
    renameSync(`${this.#out}.new`, this.#out);
    this.#file = undefined;
    return true;
  }

  /** Leaves nothing behind of what was not kept. */
  async drop() {
    if (this.#file === undefined) return;
    await this.#close();
    rmSync(`${this.#out}.new`, {force: true});
  }

  async #close() {
    if (this.#file.closed) return;
    this.#file.end();
    await once(this.#file, 'close');
  }
}

async function receive(stream, incoming, onPart) {
  try {
    for await (const response of stream) {
      await onPart(response);
      await incoming.take(response);
    }
    return await incoming.keep();
  } catch (error) {
    stream.cancel();
    throw error.code !== undefined && error.metadata ? fromServiceError(error) : error;
  } finally {
    await incoming.drop();
  }
}

async function send(stream, options, path) {
  const write = async (message) => {
    if (!stream.write(message)) await Promise.race([once(stream, 'drain'), once(stream, 'close')]);
  };
  await write({options});
  if (path !== undefined) {
    for await (const chunk of createReadStream(path, {highWaterMark: PIECE_BYTES})) {
      if (stream.destroyed) return;
      await write({chunk});
    }
  }
  stream.end();
}

/** See Client.fill in index.d.ts. */
export async function fill(stub, metadata, deadline, options, {path, out, ledger, onProgress}) {
  const stream = stub.FillQuestionnaire(metadata, {deadline});
  const filled = {head: undefined, items: [], wrote: false};
  const onPart = (response) => {
    if (response.part === 'progress') onProgress?.(response.progress);
    if (response.part === 'head') filled.head = response.head;
    if (response.part === 'items') filled.items.push(...response.items.items);
  };
  const named = path === undefined ? options : {...options, file_name: basename(path)};
  const received = receive(stream, new Incoming(out, ledger), onPart);
  received.catch(() => {}); // a refusal may come before the file is sent
  try {
    await send(stream, named, path);
  } catch (error) {
    stream.cancel();
    await received.catch(() => {});
    throw error;
  }
  filled.wrote = await received;
  return filled;
}

/** See Client.exportResponse in index.d.ts. */
export async function exportResponse(stub, metadata, deadline, request, {out, ledger}) {
  await receive(stub.ExportResponse(request, metadata, {deadline}), new Incoming(out, ledger),
    () => {});
}
