import { rowDigest } from '../exportRow.js';
import type { PlannedRow } from '../plan.js';

/** A column of a table: text, or a list of texts, or a whole number. */
export interface Column {
  readonly name: string;
  readonly type: 'text' | 'texts' | 'number';
  readonly of: (row: PlannedRow) => string | number | null | readonly string[];
}

/** Of every table, in order; what they mean is in docs/exports.md. */
export const COLUMNS: readonly Column[] = [
  { name: 'id', type: 'text', of: ({ id }) => id },
  { name: 'question', type: 'text', of: ({ question }) => question },
  { name: 'answer', type: 'text', of: ({ answer }) => answer },
  { name: 'variants', type: 'texts', of: ({ variants }) => variants },
  { name: 'status', type: 'text', of: ({ status }) => status },
  { name: 'source', type: 'text', of: ({ source }) => source },
  { name: 'date', type: 'text', of: ({ date }) => date },
  { name: 'group', type: 'text', of: ({ group }) => group },
  { name: 'open_findings', type: 'texts', of: ({ openFindings }) => openFindings },
  { name: 'sha256', type: 'text', of: rowDigest },
  { name: 'candidate', type: 'text', of: ({ candidate }) => candidate },
  { name: 'decision', type: 'text', of: ({ decision }) => decision },
  { name: 'file', type: 'text', of: ({ file }) => file },
  { name: 'line', type: 'number', of: ({ line }) => line },
  { name: 'snapshot', type: 'text', of: ({ snapshot }) => snapshot },
  { name: 'snapshot_sha256', type: 'text', of: ({ snapshotSha256 }) => snapshotSha256 },
  { name: 'merkle_root', type: 'text', of: ({ merkleRoot }) => merkleRoot },
];
