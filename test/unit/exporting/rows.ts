import type { PlannedRow } from '../../../src/core/exporting/plan.js';

/** A row of which nothing is known but its texts. */
export function exportRow(
  id: string,
  question: string,
  answer: string,
  variants: readonly string[] = [],
): PlannedRow {
  return {
    id,
    question,
    answer,
    variants,
    source: 'test',
    date: null,
    status: null,
    candidate: null,
    decision: null,
    file: null,
    line: null,
    snapshot: null,
    snapshotSha256: null,
    merkleRoot: null,
    openFindings: [],
    supersedes: [],
    group: null,
  };
}

export async function* streamed<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

export async function bytesOf(pieces: AsyncIterable<string | Uint8Array>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(Buffer.from(piece as Uint8Array));
  return Buffer.concat(all);
}
