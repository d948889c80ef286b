import type { Job, JobContext } from '../job.js';
import type { KbEntry } from '../records/kbEntry.js';
import { sha256 } from '../records/sha256.js';
import { kbIdOf, readKnowledgeBase } from '../retrieval/knowledgeBase.js';
import {
  type ReviewedCandidate,
  reviewDays,
  reviewedCandidates,
} from '../review/reviewedCandidates.js';
import { howWritten, matcherOf, type WordMatcher } from '../screening/erasure/soughtText.js';
import { isProblem } from '../workspace/candidateFiles.js';
import { readConfig } from '../workspace/config.js';
import { erasedCandidate } from './erasedCandidate.js';
import type { AffectedSnapshot, ErasurePlan, RewrittenCandidate } from './erasurePlan.js';
import { type FindInput, type Found, findPerson, formsOf } from './findPerson.js';
import { leftToPeople } from './leftToPeople.js';
import { maskedId } from './searchFile.js';

/**
 * What erasing somebody would do. Changes nothing.
 * @throws CodelumiError as `findPerson`
 */
export const planErasure: Job<FindInput, ErasurePlan> = async (input, context) => {
  const found = await findPerson(input, context);
  const matches = matcherOf(formsOf(input.values));
  const { reject, rewrite } = await candidatesConcerned(context, matches);
  const entries = (await entriesConcerned(context, matches)).map((entry) => ({
    id: maskedId(kbIdOf(entry), matches),
    file: entry.position.file,
    line: entry.position.line,
  }));
  const evidence = distinctFiles(found, 'evidence');
  const models = distinctFiles(found, 'model');
  const plan = { reject, rewrite, evidence, entries, snapshots: snapshotsIn(found), models };
  const id = sha256(JSON.stringify([plan, found.places])).slice(0, 12);
  return { id, found, ...plan, left: leftToPeople(found, plan) };
};

/** What names somebody in the knowledge base. */
export async function entriesConcerned(
  context: JobContext,
  matches: WordMatcher,
): Promise<KbEntry[]> {
  const { sources } = await readConfig(context.files);
  const { entries } = await readKnowledgeBase(context, sources.knowledgeBase);
  return entries.filter(({ question, answer, variants }) =>
    holdsIn([question, answer, ...variants], matches),
  );
}

interface Concerned {
  readonly reject: ErasurePlan['reject'];
  readonly rewrite: readonly RewrittenCandidate[];
}

async function candidatesConcerned(context: JobContext, matches: WordMatcher): Promise<Concerned> {
  const reject: ErasurePlan['reject'][number][] = [];
  const rewrite: RewrittenCandidate[] = [];
  const holds = (text: string) => howWritten(text, matches) !== undefined;
  for (const day of await reviewDays(context)) {
    for await (const read of reviewedCandidates(context, day)) {
      if (isProblem(read)) continue;
      const { candidate, state, position } = read;
      const erased = erasedCandidate(candidate, holds);
      if (erased !== undefined)
        rewrite.push({ candidate: candidate.id, file: position.file, part: erased.part });
      if (!isToBeRejected(read, matches)) continue;
      const { fingerprint, lastHash: on, status } = state;
      reject.push({ candidate: candidate.id, fingerprint, on, status });
    }
  }
  return { reject, rewrite };
}

/** Where an edit has taken somebody out of a text, what was accepted stands without them; only the original goes. */
function isToBeRejected({ state }: ReviewedCandidate, matches: WordMatcher): boolean {
  if (state.status === 'rejected' && state.decidedBy !== undefined) return false;
  const { query, assistant_output } = state.text;
  return holdsIn([query, assistant_output], matches);
}

function holdsIn(texts: readonly string[], matches: WordMatcher): boolean {
  return texts.some((text) => howWritten(text, matches) !== undefined);
}

function distinctFiles({ places }: Found, wanted: string): string[] {
  const files = places.filter(({ kind }) => kind === wanted).map(({ place }) => place.file);
  return [...new Set(files)].sort();
}

function snapshotsIn({ places }: Found): AffectedSnapshot[] {
  const entries = new Map<string, Set<string>>();
  for (const { kind, place, id } of places) {
    if (kind !== 'snapshot') continue;
    const name = place.file.slice(place.file.lastIndexOf('/') + 1, -'.jsonl'.length);
    const known = entries.get(name) ?? new Set();
    entries.set(name, id === undefined ? known : known.add(id));
  }
  return [...entries].map(([name, ids]) => ({ name, entries: [...ids].sort() }));
}
