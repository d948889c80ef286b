import { type Candidate, candidateSchema } from '../records/candidate.js';
import { fingerprintOf } from '../records/fingerprint.js';
import { ERASED, mapStrings } from '../screening/erasure/withoutErased.js';

/** What of a candidate goes. `text`: what it asks or says; `beside`: only what is quoted beside it. */
export type ErasedPart = 'text' | 'beside';

/**
 * A candidate without somebody. Its id, its day and its proof stay, so that decisions on it and snapshots that name
 * it can still be followed; every text of it that names them is gone, and a question or answer goes as a whole.
 *
 * @param holds whether a text names them
 * @returns undefined where nothing of it does
 */
export function erasedCandidate(
  candidate: Candidate,
  holds: (text: string) => boolean,
): { readonly candidate: Candidate; readonly part: ErasedPart } | undefined {
  const { query, assistant_output, metadata } = candidate;
  const isText = holds(query) || holds(assistant_output);
  const change = (text: string) => (holds(text) ? ERASED : text);
  const variants = metadata.variants?.filter((variant) => !holds(variant));
  const changed = {
    ...(mapStrings(candidate, change) as Candidate),
    provenance: candidate.provenance,
    ...(isText ? { query: ERASED, assistant_output: ERASED, findings: [] } : {}),
    metadata: {
      ...(mapStrings(metadata, change) as Candidate['metadata']),
      ...(variants === undefined ? {} : { variants: isText ? [] : variants }),
      ...(isText ? { passage_context: undefined, proximate_entries: undefined } : {}),
    },
  };
  const whole = { ...changed, fingerprint: fingerprintOf(changed) };
  if (JSON.stringify(whole) === JSON.stringify(candidate)) return undefined;
  // What a candidate refers to (its id, a log's name) cannot be exchanged: the line stays, and the plan names it.
  const parsed = candidateSchema.safeParse(whole);
  if (!parsed.success || parsed.data.id !== candidate.id) return undefined;
  return { candidate: parsed.data, part: isText ? 'text' : 'beside' };
}
