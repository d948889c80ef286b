import * as z from 'zod';
import { CodelumiError } from '../../errors.js';
import { parsedJson } from '../../records/parsedJson.js';
import { sha256 } from '../../records/sha256.js';
import { ANALYSER_VERSION } from '../analysis/searchTerms.js';
import type { DocumentRow } from './documentTable.js';
import { Postings } from './postings.js';

/** What an index is made of. */
export interface IndexContent {
  readonly terms: readonly string[];
  readonly documents: Iterable<readonly [string, DocumentRow]>;
  readonly postings: Postings;
}

const MAGIC = 'codelumi-bm25f';
/** Counts up with the layout below. */
const LAYOUT_VERSION = 1;
const DIGEST_LENGTH = 32;
const PER_DOCUMENT = 3;
const PER_POSTING = 2;

const HEAD = z.strictObject({
  magic: z.literal(MAGIC),
  layout: z.number(),
  analyser: z.number(),
  ids: z.array(z.string()).readonly(),
  terms: z.array(z.string()).readonly(),
  postings: z.int().nonnegative(),
});
type Head = z.infer<typeof HEAD>;

/**
 * SHA-256 of everything behind it; the length of the head as 32 bits; the head as JSON, padded with spaces
 * to a multiple of four; then numbers of 32 bits: of each document the lengths of question and answer
 * and how many postings it has, of each posting its term and how often that stands in question (high half) and
 * answer. All little-endian.
 */
export function packIndex({ terms, documents, postings }: IndexContent): Uint8Array {
  const living = [...documents];
  const ids = living.map(([id]) => id);
  const head = packHead({ ids, terms, postings: postings.size });
  const numbers = new DataView(
    new ArrayBuffer(4 * (PER_DOCUMENT * living.length + PER_POSTING * postings.size)),
  );
  let at = 0;
  const put = (value: number) => {
    numbers.setUint32(at, value, true);
    at += 4;
  };
  for (const [, { question, answer, start, end }] of living) {
    put(question);
    put(answer);
    put(end - start);
  }
  for (let posting = 0; posting < postings.size; posting += 1) {
    const { question, answer } = postings.occurrencesAt(posting);
    put(postings.termAt(posting));
    put(question * 0x1_0000 + answer);
  }
  const body = Buffer.concat([head, new Uint8Array(numbers.buffer)]);
  return Buffer.concat([Buffer.from(sha256(body), 'hex'), body]);
}

function packHead(content: Pick<Head, 'ids' | 'terms' | 'postings'>): Buffer {
  const head: Head = {
    magic: MAGIC,
    layout: LAYOUT_VERSION,
    analyser: ANALYSER_VERSION,
    ...content,
  };
  const text = Buffer.from(JSON.stringify(head));
  const padding = Buffer.alloc((4 - (text.length % 4)) % 4, ' ');
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length + padding.length);
  return Buffer.concat([length, text, padding]);
}

/** @throws CodelumiError `invalid-input` */
export function unpackIndex(bytes: Uint8Array): IndexContent {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const body = file.subarray(DIGEST_LENGTH);
  if (sha256(body) !== file.subarray(0, DIGEST_LENGTH).toString('hex'))
    throw unreadable('It is damaged');
  const length = body.length < 4 ? 0 : body.readUInt32LE(0);
  const head = readHead(body.subarray(4, 4 + length).toString());
  return { ...contentOf(head, body.subarray(4 + length)), terms: head.terms };
}

function readHead(text: string): Head {
  const { data: head } = HEAD.safeParse(parsedJson(text));
  if (head === undefined) throw unreadable('It has no head');
  if (head.layout !== LAYOUT_VERSION) throw unreadable('It has another layout');
  if (head.analyser !== ANALYSER_VERSION)
    throw unreadable('Its texts were cut into other terms than today');
  return head;
}

function contentOf(head: Head, numbers: Buffer): Pick<IndexContent, 'documents' | 'postings'> {
  const words = PER_DOCUMENT * head.ids.length + PER_POSTING * head.postings;
  if (numbers.length !== 4 * words) throw unreadable('It has another length than it says');
  const postings = new Postings();
  const documents: [string, DocumentRow][] = [];
  let row = 0;
  let posting = 4 * PER_DOCUMENT * head.ids.length;
  const end = numbers.length;
  for (const id of head.ids) {
    const [question, answer, count] = [0, 4, 8].map((offset) => numbers.readUInt32LE(row + offset));
    row += 4 * PER_DOCUMENT;
    const start = postings.size;
    for (let left = count ?? 0; left > 0; left -= 1) {
      if (posting >= end) throw unreadable('It has fewer terms than it says');
      const term = numbers.readUInt32LE(posting);
      if (term >= head.terms.length) throw unreadable('It names a term that it does not have');
      const answer = numbers.readUInt16LE(posting + 4);
      postings.restore(term, { question: numbers.readUInt16LE(posting + 6), answer });
      posting += 4 * PER_POSTING;
    }
    documents.push([
      id,
      { question: question ?? 0, answer: answer ?? 0, start, end: postings.size },
    ]);
  }
  postings.trim();
  return { documents, postings };
}

function unreadable(why: string): CodelumiError {
  return new CodelumiError({
    reason: 'invalid-input',
    what: `The saved index cannot be used: ${why.charAt(0).toLowerCase()}${why.slice(1)}`,
    remedy: 'Build it anew from the knowledge base.',
  });
}
