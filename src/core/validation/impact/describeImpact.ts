import { fingerprintOf } from '../../records/fingerprint.js';
import type { Resolution } from '../../records/resolution.js';
import type { Hit } from '../../retrieval/bm25f/bestHits.js';
import type { ReviewedCandidate } from '../../review/reviewedCandidates.js';
import type { SnapshotEntry } from '../../snapshots/snapshotEntry.js';
import type { Holdout } from '../holdout/holdout.js';
import { judgementsIn } from '../holdout/judgements.js';
import { KnowledgeVersion } from '../versions/knowledgeVersion.js';
import { type ComparedQuery, compareRankings } from './compareRankings.js';
import { displacedEntries } from './displacedEntries.js';
import type { ImpactPreview, NamedEntry } from './impactPreview.js';
import { ownQuestion, rightAre } from './ownQuestions.js';

/** Entries, and what is found among them. */
export interface Searched {
  readonly entries: readonly SnapshotEntry[];
  /** Of each of the candidate's questions. */
  readonly own: readonly (readonly Hit[])[];
  /** Of each query of the holdout. */
  readonly holdout: readonly (readonly Hit[])[];
}

export interface ImpactInput {
  readonly reviewed: ReviewedCandidate;
  readonly resolution: Resolution;
  /** The candidate's own question, then how users asked otherwise. */
  readonly questions: readonly string[];
  /** Entries of the knowledge base that ask the same. */
  readonly askingSame: ReadonlySet<string>;
  readonly holdout: Holdout;
  /** Without the candidate. */
  readonly before: Searched;
  /** With it. */
  readonly after: Searched;
  readonly rankedBy: string | null;
  readonly inUse: string | null;
  readonly inUseWhy: string;
}

const MOST_PROBLEMS = 5;

/** What the difference between two lists of entries does to what is found. */
export function describeImpact(input: ImpactInput): ImpactPreview {
  const { reviewed, resolution, questions, holdout, before, after } = input;
  const [nameBefore, nameAfter] = [namesIn(before.entries), namesIn(after.entries)];
  const staying = new Set(after.entries.map(({ id }) => id));
  const gone = before.entries.filter(({ id }) => !staying.has(id));
  const entry = entryOf(reviewed, resolution, after.entries);
  const standing = entry === undefined ? [] : [entry.id];
  const right = {
    before: rightAre(resolution.kind === 'supersede' ? gone.map(({ id }) => id) : standing),
    after: rightAre(standing),
  };
  const own = questions.map((question, at) => ({
    question,
    before: { hits: before.own[at] ?? [], judgements: right.before },
    after: { hits: after.own[at] ?? [], judgements: right.after },
  }));
  const compared = comparedHoldout(input);
  const { faults } = holdout;
  return {
    candidate: reviewed.candidate.id,
    kind: resolution.kind,
    obstacle: null,
    rankedBy: input.rankedBy,
    inUse: input.inUse,
    inUseWhy: input.inUseWhy,
    entry: entry === undefined ? null : named(entry),
    isKnown: before.entries.some(({ id }) => id === entry?.id),
    asksSame: resolution.kind === 'merge' && standing.some((id) => input.askingSame.has(id)),
    replaces: gone.map(named),
    entries: before.entries.length,
    own: own.map((each, at) => ownQuestion(each, at > 0, nameBefore, nameAfter)),
    holdout: {
      ...compareRankings(compared, nameAfter),
      problems: faults.slice(0, MOST_PROBLEMS).map(faultWords),
      problemCount: faults.length,
    },
    ...displacedEntries({ own, holdout: compared }, new Set(gone.map(({ id }) => id)), nameBefore),
  };
}

function comparedHoldout({ holdout, before, after }: ImpactInput): ComparedQuery[] {
  const versions = {
    before: new KnowledgeVersion('without', before.entries),
    after: new KnowledgeVersion('with', after.entries),
  };
  return holdout.lines.map((query, at) => ({
    query,
    before: {
      hits: before.holdout[at] ?? [],
      judgements: judgementsIn(versions.before, query).judgements,
    },
    after: {
      hits: after.holdout[at] ?? [],
      judgements: judgementsIn(versions.after, query, versions.before).judgements,
    },
  }));
}

/** What gives the candidate's answer then: its own entry, or the one that it is merged into. */
function entryOf(
  { candidate, state }: ReviewedCandidate,
  { kind }: Resolution,
  entries: readonly SnapshotEntry[],
): SnapshotEntry | undefined {
  const { id } = candidate;
  if (kind === 'merge')
    return entries.find(({ merged = [] }) => merged.some((each) => each.candidate === id));
  const own = entries.find(({ origin }) => 'candidate' in origin && origin.candidate === id);
  if (own !== undefined) return own;
  // The same question and answer stands there already.
  const fingerprint = fingerprintOf(state.text);
  return entries.find(
    ({ q, a }) => fingerprintOf({ query: q, assistant_output: a }) === fingerprint,
  );
}

function faultWords({ place, message }: Holdout['faults'][number]): string {
  return `${place.file}:${place.line}: ${message}`;
}

function namesIn(entries: readonly SnapshotEntry[]): (id: string) => NamedEntry {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return (id) => {
    const entry = byId.get(id);
    // Whoever asks got the id from a search among these.
    return entry === undefined ? { id, from: { where: 'kb', id }, question: '' } : named(entry);
  };
}

function named({ id, q, origin }: SnapshotEntry): NamedEntry {
  const from: NamedEntry['from'] =
    'candidate' in origin ? { where: 'candidate', id: origin.candidate } : { where: 'kb', id };
  return { id, from, question: q };
}
