import fc from 'fast-check';
import { kbUseOf, looksLikeKbUse } from '../../../../src/core/mining/kbUse.js';
import { candidateLine } from '../../../../src/core/records/candidate.js';
import {
  executorActionOf,
  looksLikeExecutorAction,
} from '../../../../src/core/records/executorAction.js';
import { kbEntryOf, looksLikeKbEntry } from '../../../../src/core/records/kbEntry.js';
import {
  learningEventOf,
  looksLikeLearningEvent,
} from '../../../../src/core/records/learningEvent.js';
import { looksLikeMemoryEntry, memoryEntryOf } from '../../../../src/core/records/memoryEntry.js';
import type { LooksLikeRecord, ReadRecord } from '../../../../src/core/records/readItem.js';
import { readRecords } from '../../../../src/core/records/readRecords.js';
import {
  looksLikeStagingEntry,
  stagingEntryOf,
} from '../../../../src/core/records/stagingEntry.js';
import {
  looksLikeThreatVerdict,
  threatVerdictOf,
} from '../../../../src/core/records/threatVerdict.js';
import { candidateOf, hasId, isProblem } from '../../../../src/core/workspace/candidateFiles.js';
import { minedCandidate } from '../../support/minedCandidate.js';
import { CORPUS_FILES, linesIn } from '../damage.js';
import { Lost, torment } from '../torment.js';
import { MemoryFiles } from '../world/memoryFiles.js';

interface Shape {
  readonly looksLikeRecord: LooksLikeRecord;
  readonly read: (record: ReadRecord) => object | undefined;
  /** A good record that says this. */
  readonly make: (text: string, number: number) => object;
}

/** Every kind of line that is read, by what it is. */
const SHAPES: Readonly<Record<string, Shape>> = {
  conversation: {
    looksLikeRecord: looksLikeMemoryEntry,
    read: memoryEntryOf,
    make: (text, t) => ({ role: 'user', text, t }),
  },
  signal: {
    looksLikeRecord: looksLikeMemoryEntry,
    read: memoryEntryOf,
    make: (text, t) => ({
      role: 'signal',
      text: 'feedback:up',
      meta: { type: 'up', question: text, assistant: null },
      t,
    }),
  },
  search: {
    looksLikeRecord: looksLikeKbUse,
    read: ({ value }) => kbUseOf(value),
    make: (query, ts) => ({ ts, query, source: 'kbFirst', hits: [{ id: 'kb-1', title: query }] }),
  },
  entry: {
    looksLikeRecord: looksLikeKbEntry,
    read: kbEntryOf,
    make: (q, n) => ({ id: `kb-${n}`, q, a: q }),
  },
  olderEntry: {
    looksLikeRecord: looksLikeKbEntry,
    read: kbEntryOf,
    make: (input) => ({ input, output: input }),
  },
  staged: {
    looksLikeRecord: looksLikeStagingEntry,
    read: stagingEntryOf,
    make: (q, n) => ({
      id: `s-${n}`,
      q,
      a: q,
      confidence: 0.5,
      status: 'quarantined',
      threats: [],
      threat_score: 0,
    }),
  },
  verdict: {
    looksLikeRecord: looksLikeThreatVerdict,
    read: threatVerdictOf,
    make: (question, n) => ({
      timestamp: '2026-11-01T08:00:00Z',
      candidate_id: `c-${n}`,
      question,
      confidence: 0.5,
      threat_score: 0.1,
      threat_reasons: [],
      decision: 'quarantine',
    }),
  },
  learned: {
    looksLikeRecord: looksLikeLearningEvent,
    read: learningEventOf,
    make: (question) => ({ timestamp: '2026-11-01T08:00:00Z', type: 'knowledge-added', question }),
  },
  action: {
    looksLikeRecord: looksLikeExecutorAction,
    read: executorActionOf,
    make: (text, ts) => ({ stepId: `s-${ts}`, action: 'runCommand', args: { command: text }, ts }),
  },
  candidate: {
    looksLikeRecord: hasId,
    read: (record) => {
      const read = candidateOf(record);
      return isProblem(read) ? undefined : read.candidate;
    },
    make: (query, number) => minedCandidate(number, { query, assistant_output: query }),
  },
};

interface Piece {
  /** Of a good record; undefined: something broken. */
  readonly text: string | undefined;
  readonly bad: number;
  readonly bytes: Uint8Array;
  /** How the line ends, and whether it is one. */
  readonly end: string;
}

interface BrokenLines {
  readonly shape: string;
  readonly pieces: readonly Piece[];
}

const said = fc.oneof(
  fc.string({ minLength: 1, maxLength: 40 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
  fc.constantFrom(
    '"}\n{"',
    '\\',
    '\u2028',
    '}{',
    '\ud800',
    '\0',
    '<script>',
    '\u202e',
    '{"role":"user","text":"nested"}',
  ),
);

const pieces = fc.array(
  fc.record({
    text: fc.option(said, { nil: undefined }),
    bad: fc.noBias(fc.nat(9_999)),
    bytes: fc.uint8Array({ maxLength: 16 }),
    end: fc.constantFrom('\n', '\n', '\n', '\r\n', '\n\n'),
  }),
  { minLength: 1, maxLength: 24 },
);

/** Whatever stands beside it, a good line is read, with exactly its bytes. */
export const brokenLines = torment<BrokenLines>({
  name: 'good lines among broken ones, ten kinds of records',
  cost: 1,
  cases: fc.record({ shape: fc.constantFrom(...Object.keys(SHAPES)), pieces }),
  prepare: async () => async (given) => readAmongBroken(given),
});

async function readAmongBroken({ shape: name, pieces: given }: BrokenLines): Promise<number> {
  const shape = SHAPES[name];
  if (shape === undefined) return 0;
  const good: Buffer[] = [];
  const parts = given.flatMap((piece, number) => {
    if (piece.text === undefined) return [brokenLine(piece), Buffer.from('\n')];
    const record = shape.make(`${number} ${piece.text}`, number + 1);
    const line = Buffer.from(
      name === 'candidate' ? candidateLine(record as never).trimEnd() : JSON.stringify(record),
    );
    good.push(line);
    return [line, Buffer.from(piece.end)];
  });
  // The first line decides whether the file is UTF-16, of which nothing is read.
  const content = Buffer.concat([Buffer.from('\n'), ...parts]);
  const found = await recordsIn(content, shape);
  const lost = good.filter((line) => !found.has(line.toString('latin1')));
  if (lost.length > 0)
    throw new Lost(
      lost.length,
      `${lost.length} of ${good.length} good lines (${name}) were not read: ${lost[0]}`,
    );
  return good.length;
}

/** A line of the corpus of broken files, or random bytes, without a line end. */
function brokenLine({ bad, bytes }: Piece): Buffer {
  const lines = CORPUS_FILES.flatMap(linesIn);
  const chosen =
    bad % 3 === 0 ? Buffer.from(bytes) : (lines[bad % lines.length] ?? Buffer.alloc(0));
  return Buffer.from(chosen.filter((byte) => byte !== 10));
}

/** The bytes of each record that could be read as one of the shape. */
async function recordsIn(content: Buffer, shape: Shape): Promise<ReadonlySet<string>> {
  const files = new MemoryFiles(new Map([['log.jsonl', content]]), () => 0);
  const options = { looksLikeRecord: shape.looksLikeRecord, signal: new AbortController().signal };
  const found = new Set<string>();
  for await (const item of readRecords(files, 'log.jsonl', options)) {
    const { line, byteOffset, byteLength } =
      item.kind === 'record' ? item.position : item.fault.position;
    if (line < 1 || byteOffset < 0 || byteOffset + byteLength > content.length)
      throw new Error(`A place that is not in the file: line ${line}, ${byteOffset}+${byteLength}`);
    if (item.kind === 'record' && shape.read(item) !== undefined)
      found.add(content.toString('latin1', byteOffset, byteOffset + byteLength));
  }
  return found;
}
