import { linesIn } from '../damage.js';
import { Lost } from '../torment.js';

/** Only ever grow, whatever else is in them. */
export const APPEND_ONLY =
  /^(?:staging_kb\/[^/]+\/(?:decisions|signatures|claims)\/|\.codelumi\/(?:audit|registry\/(?:events|attestations|approvals|tombstones)|monitoring\/alerts)\/).*\.jsonl$/u;
const CANDIDATES = /^candidates\/.*\.jsonl$/u;
/** Of the assistant and of people: read, and never changed. */
const READ_ONLY = /^(?:userData|models|training\/eval)\//u;
const KNOWLEDGE = /^training\/[^/]+\.jsonl?$/u;

/**
 * Everything that was written down is still there: lines of journals, candidates, logs, byte for byte.
 * @returns how many records that are
 * @throws Lost
 */
export function requireKept(
  before: ReadonlyMap<string, Buffer>,
  after: ReadonlyMap<string, Buffer>,
  job: string,
): number {
  let held = 0;
  for (const [path, bytes] of before) {
    const now = after.get(path);
    if (now !== undefined && bytes.equals(now)) held += ofRecords(path) ? linesIn(bytes).length : 1;
    else if (APPEND_ONLY.test(path)) held += linesKept(path, bytes, after, job);
    else if (CANDIDATES.test(path)) held += candidatesKept(path, bytes, after, job);
    else if (READ_ONLY.test(path)) throw new Lost(linesIn(bytes).length, `${job} changed ${path}`);
    else if (KNOWLEDGE.test(path)) held += knowledgeKept(path, bytes, after, job);
  }
  return held;
}

function ofRecords(path: string): boolean {
  return path.endsWith('.jsonl');
}

/** A torn line may have been moved aside. */
function linesKept(
  path: string,
  bytes: Buffer,
  after: ReadonlyMap<string, Buffer>,
  job: string,
): number {
  const there = new Set(
    [path, `${path}.torn`].flatMap((each) =>
      linesIn(after.get(each) ?? Buffer.alloc(0)).map((line) => line.toString('latin1')),
    ),
  );
  const lines = linesIn(bytes).map((line) => line.toString('latin1'));
  const lost = lines.filter((line) => !there.has(line));
  if (lost.length > 0) throw new Lost(lost.length, `${job} lost ${lost.length} lines of ${path}`);
  return lines.length;
}

/** Screening writes findings, and erasure takes words out; the ids stay, and so does what is no candidate. */
function candidatesKept(
  path: string,
  bytes: Buffer,
  after: ReadonlyMap<string, Buffer>,
  job: string,
): number {
  if (job !== 'screen' && job !== 'erase') return linesKept(path, bytes, after, job);
  const there = new Set(linesIn(after.get(path) ?? Buffer.alloc(0)).map(nameOf));
  const names = linesIn(bytes).map(nameOf);
  const lost = names.filter((name) => !there.has(name));
  if (lost.length > 0) throw new Lost(lost.length, `${job} lost ${lost.length} lines of ${path}`);
  return names.length;
}

function nameOf(line: Buffer): string {
  const text = line.toString('latin1');
  return /"id":"(candidate-\d{8}-\d+)"/u.exec(text)?.[1] ?? text;
}

/** Publishing puts another version in its place, and keeps this one. */
function knowledgeKept(
  path: string,
  bytes: Buffer,
  after: ReadonlyMap<string, Buffer>,
  job: string,
): number {
  for (const [other, now] of after)
    if (other.startsWith('training/backups/') && now.equals(bytes)) return linesIn(bytes).length;
  throw new Lost(linesIn(bytes).length, `${job} lost ${path}`);
}
