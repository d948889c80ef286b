import type { Candidate, Evidence, Provenance } from '../records/candidate.js';
import { fingerprintOf } from '../records/fingerprint.js';
import { type Mined, type Observation, RULES } from './mined.js';
import { distinctLines } from './provenanceLine.js';
import { queryKey } from './queryText.js';

/** A candidate before it has an id, findings and scores. */
export interface CandidateDraft
  extends Pick<
    Candidate,
    | 'source'
    | 'timestamp'
    | 'query'
    | 'assistant_output'
    | 'user_feedback'
    | 'author'
    | 'fingerprint'
    | 'provenance'
    | 'evidence'
  > {
  readonly metadata: Pick<
    Candidate['metadata'],
    'kb_id' | 'variants' | 'gap' | 'corroboration' | 'timestamp_inferred'
  >;
}

/** More lines than anybody reads; the counts in `evidence` stay exact. */
const MOST_LINES = 60;
const MOST_VARIANTS = 20;
const DAY_MS = 24 * 3_600_000;

/**
 * One candidate from everything that was mined about the same thing. The first of `group` gives the
 * text, the others' questions become variants.
 *
 * @param now milliseconds since the epoch, for logs that carry no time at all
 */
export function draftOf(group: readonly Mined[], now: number): CandidateDraft {
  const [first] = group;
  if (first === undefined) throw new Error('A draft is made of something that was mined.');
  const query = first.query.trim();
  const assistant_output = first.answer.trim();
  const observations = group.flatMap((mined) => mined.observations);
  const earliest = observations.find(({ time }) => time !== undefined);
  const variants = variantsOf(group, query);
  const kbId = group.find((mined) => mined.kbId !== undefined)?.kbId;
  return {
    source: first.source,
    timestamp: new Date(earliest?.time ?? now).toISOString(),
    query,
    assistant_output,
    user_feedback: group.some(({ feedback }) => feedback === 'positive_feedback')
      ? 'positive_feedback'
      : 'none',
    author: 'codelumi-system',
    fingerprint: fingerprintOf({ query, assistant_output }),
    provenance: provenanceOf(observations),
    evidence: evidenceOf(group),
    metadata: {
      ...(kbId === undefined ? {} : { kb_id: kbId }),
      ...(variants.length === 0 ? {} : { variants }),
      ...(assistant_output === '' ? { gap: true } : {}),
      corroboration: corroborationOf(observations),
      ...(earliest === undefined || earliest.timeInferred ? { timestamp_inferred: true } : {}),
    },
  };
}

function provenanceOf(observations: readonly Observation[]): Provenance[] {
  return distinctLines(observations.flatMap(({ lines }) => lines)).slice(0, MOST_LINES);
}

function evidenceOf(group: readonly Mined[]): Evidence[] {
  const counts = new Map<Mined['rule'], number>();
  for (const { rule, observations } of group) {
    counts.set(rule, (counts.get(rule) ?? 0) + observations.length);
  }
  return [...counts].map(([rule, count]) => ({ ...RULES[rule], count }));
}

function variantsOf(group: readonly Mined[], query: string): string[] {
  const asked = group.flatMap((mined) => [mined.query.trim(), ...mined.variants]);
  const byKey = new Map(asked.toReversed().map((text) => [queryKey(text), text]));
  byKey.delete(queryKey(query));
  return [...byKey.values()].toReversed().slice(0, MOST_VARIANTS);
}

/** Nobody knows who asked, so what can be counted is conversations and days. */
function corroborationOf(observations: readonly Observation[]): { sessions: number; days: number } {
  const sessions = new Set(observations.map(({ session }) => session));
  const days = new Set(
    observations.map(({ time }) => (time === undefined ? 0 : Math.floor(time / DAY_MS))),
  );
  return { sessions: sessions.size, days: days.size };
}
