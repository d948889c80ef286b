import type { Candidate } from '../../records/candidate.js';

/** A candidate before its verdict. */
export type Screenable = Omit<Candidate, 'findings' | 'status'>;

/** What others are held against of a candidate; of a hundred thousand, the rest would take memory. */
export function comparable(candidate: Candidate): Screenable {
  const { findings: _findings, status: _status, metadata, ...known } = candidate;
  const { variants, corroboration } = metadata;
  return {
    ...known,
    metadata: {
      ...(variants === undefined ? {} : { variants }),
      ...(corroboration === undefined ? {} : { corroboration }),
    },
  };
}
