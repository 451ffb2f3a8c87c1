#!/usr/bin/env python3
"""Checks an answer pack with nothing of Clausebook's: what a customer could write.

  pack_check.py PACK PUBLIC_KEY

Standard library and the openssl program only. The signature is that of the key over the
bytes that DSSE says; the subjects are the texts in the pack by their digests; every quote
stands in its text. Prints what was checked, or ends with 1 and says what is wrong.
"""
import base64
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile


def demand(kept, what):
    if not kept:
        sys.exit(f'refused: {what}')


def check_signature(envelope, payload, key):
    kind = envelope['payloadType'].encode()
    signed = b'DSSEv1 %d %s %d %s' % (len(kind), kind, len(payload), payload)
    der = subprocess.run(['openssl', 'pkey', '-pubin', '-in', key, '-outform', 'DER'],
                         check=True, capture_output=True).stdout
    key_id = hashlib.sha256(der).hexdigest()
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        (folder / 'signed').write_bytes(signed)
        for signature in envelope['signatures']:
            demand(signature['keyid'] == key_id, 'it is signed by another key')
            (folder / 'sig').write_bytes(base64.b64decode(signature['sig'], validate=True))
            result = subprocess.run(
                ['openssl', 'pkeyutl', '-verify', '-pubin', '-inkey', key, '-rawin',
                 '-in', folder / 'signed', '-sigfile', folder / 'sig'], capture_output=True)
            demand(result.returncode == 0, 'the signature is bad')
    demand(envelope['signatures'], 'nobody signed it')
    return key_id


def check_quotes(pack, texts):
    count = 0
    for answer in pack['answers']:
        citations = answer.get('citations', []) + [
            considered['citation'] for considered in answer.get('considered', [])]
        for citation in citations:
            clause = citation.get('clause', {})
            if not clause.get('sha256'):
                continue
            text = texts.get(clause['sha256'])
            demand(text is not None, f'{clause["revision"]} is missing')
            begin, end = int(clause.get('byteBegin', 0)), int(clause['byteEnd'])
            demand(text[begin:end] == clause['quote'].encode(),
                   f'a quote of {answer["question"]} does not stand in its text')
            count += 1
    return count


def main():
    envelope = json.loads(pathlib.Path(sys.argv[1]).read_bytes())
    payload = base64.b64decode(envelope['payload'], validate=True)
    key_id = check_signature(envelope, payload, sys.argv[2])
    statement = json.loads(payload)
    demand(statement['_type'] == 'https://in-toto.io/Statement/v1', 'it is no Statement')
    pack = statement['predicate']
    texts = {}
    for revision in pack['revisions']:
        text = base64.b64decode(revision['text'], validate=True)
        texts[hashlib.sha256(text).hexdigest()] = text
    digests = [subject['digest']['sha256'] for subject in statement['subject']]
    held = set(texts)
    file = pack.get('response', {}).get('file')
    if file:
        held.add(hashlib.sha256(base64.b64decode(file['content'])).hexdigest())
    demand(set(digests) == held, 'its subjects are not what it holds')
    quotes = check_quotes(pack, texts)
    print(f'good: key {key_id}, {len(pack["answers"])} answers, {quotes} quotes, '
          f'{len(texts)} texts')


if __name__ == '__main__':
    main()
