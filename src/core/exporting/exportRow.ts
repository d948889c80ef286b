import { textDigest } from '../records/fingerprint.js';
import type { ReviewStatus } from '../review/reviewState.js';

/** One question with its answer, and where it comes from, whatever it is exported from. */
export interface ExportRow {
  /** Of the entry, or of the candidate. */
  readonly id: string;
  readonly question: string;
  readonly answer: string;
  /** Other ways to ask for the answer. */
  readonly variants: readonly string[];
  readonly source: string;
  /** ISO 8601, day or time; null: not known. */
  readonly date: string | null;
  /** Of the review; an entry that the knowledge base had before anything was reviewed has none. */
  readonly status: ReviewStatus | null;
  /** The candidate it was learned from, and the decision that let it in. */
  readonly candidate: string | null;
  readonly decision: string | null;
  /** The line of the knowledge base, or of the candidates file, that it stands in. */
  readonly file: string | null;
  readonly line: number | null;
  /** The snapshot it was taken from, the digest of its bytes and the root of its Merkle tree. */
  readonly snapshot: string | null;
  readonly snapshotSha256: string | null;
  readonly merkleRoot: string | null;
  /** Rules that stand open in a text that nobody accepted; what is private is masked. */
  readonly openFindings: readonly string[];
  /** Ids of the entries whose place it took. */
  readonly supersedes: readonly string[];
}

/** Half a surrogate pair is no character: no encoding of Unicode can hold it. */
const HALVES = /\p{Cs}/gu;

/** @returns the text with U+FFFD where it is broken */
export function wellFormed(text: string): string {
  return text.replaceAll(HALVES, '\u{FFFD}');
}

/** Of exactly question and answer, as decisions name a text. */
export function rowDigest({ question, answer }: Pick<ExportRow, 'question' | 'answer'>): string {
  return textDigest({ query: question, assistant_output: answer });
}

/** The provenance of a row, in the words of our files; what is not known is left out. */
export function provenanceOf(row: ExportRow): Readonly<Record<string, string | number>> {
  const { id, candidate, decision, file, line, snapshot, snapshotSha256, merkleRoot } = row;
  const all = {
    id,
    sha256: rowDigest(row),
    candidate,
    decision,
    file,
    line,
    snapshot,
    snapshot_sha256: snapshotSha256,
    merkle_root: merkleRoot,
  };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string | number] => entry[1] !== null),
  );
}
