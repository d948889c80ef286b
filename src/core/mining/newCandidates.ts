import { throwIfCancelled } from '../errors.js';
import type { JobContext } from '../job.js';
import type {
  AssistantVerdict,
  Candidate,
  Finding,
  NearDuplicateRecord,
} from '../records/candidate.js';
import type { NearDuplicate } from '../retrieval/nearDuplicates.js';
import type { Screenable } from '../screening/context/screenable.js';
import type { ScreeningContext } from '../screening/context/screeningContext.js';
import { readTombstones } from '../screening/erasure/tombstones.js';
import { withoutErased } from '../screening/erasure/withoutErased.js';
import { screenCandidate } from '../screening/screenCandidate.js';
import { verdictOf } from '../screening/screenText.js';
import { isStaged } from './assistantVerdict.js';
import type { AssistantVerdicts } from './assistantVerdicts.js';
import type { CandidateDraft } from './candidateDraft.js';
import type { KnownText } from './duplicates/knownText.js';
import type { KnownTexts } from './duplicates/knownTexts.js';
import { readKnownTexts, stampOfCandidates } from './duplicates/readKnownTexts.js';
import { type Return, type Sifted, siftDrafts } from './duplicates/siftDrafts.js';
import { Enricher, type Enrichment, type EnrichmentSources } from './enrichment/enrich.js';
import { rerankerInUse } from './enrichment/rerankerInUse.js';
import { nameVerdicts } from './nameVerdicts.js';
import { thousandths } from './thousandths.js';

/** What new candidates are made from. */
export interface NewCandidateSources extends EnrichmentSources {
  /** What the assistant's own pipeline knows already. */
  readonly verdicts: AssistantVerdicts;
  /** New conversations from which on something rejected comes back. */
  readonly returnAfter: number;
  /** What screening holds candidates against, given all there are. */
  readonly contextOf: (candidates: readonly Screenable[]) => ScreeningContext;
}

/** Everything about new candidates but their ids. */
export interface Prepared {
  /** Of the candidates and decisions it was held against. */
  readonly stamp: string;
  readonly known: KnownTexts;
  readonly sifted: Sifted;
  /** In the order of `sifted.fresh`. */
  readonly enrichments: readonly Enrichment[];
  /** Why the workspace's reranker could not be used, if it could not. */
  readonly rerankerProblem: string | undefined;
  /** In the same order. */
  readonly verdicts: readonly (readonly AssistantVerdict[])[];
  /** In the same order, screened, under provisional ids. */
  readonly screened: readonly Candidate[];
}

/** Finds out which drafts are new, enriches and screens those; writes nothing and needs no lock. */
export async function prepareCandidates(
  context: JobContext,
  sources: NewCandidateSources,
): Promise<Prepared> {
  const stamp = await stampOfCandidates(context);
  const known = await readKnownTexts(context, sources.knowledgeBase);
  const isStagedDraft = (draft: CandidateDraft) =>
    isStaged(sources.verdicts.about(draft, draft.metadata.variants));
  const { returnAfter } = sources;
  const tombstones = await readTombstones(context);
  const isErased = (draft: CandidateDraft) => tombstones.holds(wordsOf(draft));
  const sifted = siftDrafts(sources.drafts, known, {
    returnAfter,
    isStaged: isStagedDraft,
    isErased,
  });
  const drafts = sifted.fresh.map(({ draft }) => draft);
  const verdicts = await nameVerdicts(context, drafts, sources.verdicts);
  const enrichment = await enriched(context, sources, drafts);
  const enrichments = enrichment.enrichments.map((each) => withoutErased(each, tombstones));
  const found = { stamp, known, sifted, verdicts, ...enrichment, enrichments };
  return { ...found, screened: screenFresh(context, sources, found) };
}

function wordsOf({ query, assistant_output, metadata: { variants = [] } }: CandidateDraft): string {
  return [query, assistant_output, ...variants].join('\n');
}

async function enriched(
  context: JobContext,
  sources: EnrichmentSources,
  drafts: readonly CandidateDraft[],
): Promise<Pick<Prepared, 'enrichments' | 'rerankerProblem'>> {
  const enrichments: Enrichment[] = [];
  if (drafts.length === 0) return { enrichments, rerankerProblem: undefined };
  const { reranker, problem } = await rerankerInUse(context.files);
  const enricher = new Enricher(context, sources, reranker);
  for (const draft of drafts) {
    const done = enrichments.length;
    context.progress({ message: 'Looking at what is new', done, total: drafts.length });
    enrichments.push(await enricher.enrich(draft));
  }
  return { enrichments, rerankerProblem: problem };
}

/** Behind all real ids, and in order among themselves: the order of candidates decides ties. */
const PROVISIONAL = '~';

function provisionalId(index: number): string {
  return PROVISIONAL + String(index).padStart(9, '0');
}

/**
 * Screens what is new, held against each other and all candidates there are. Ids are given out under the
 * lock, and this takes too long to hold it.
 */
function screenFresh(
  { signal, progress }: JobContext,
  { policy, contextOf }: Pick<NewCandidateSources, 'policy' | 'contextOf'>,
  found: Omit<Prepared, 'screened'>,
): Candidate[] {
  const total = found.sifted.fresh.length;
  if (total === 0) return [];
  const drafts = found.sifted.fresh.map((_, index) => screenableOf(found, index));
  const context = contextOf([...found.known.candidates, ...drafts]);
  return drafts.map((draft, done) => {
    throwIfCancelled(signal);
    progress({ message: 'Screening what is new', done, total });
    const findings = screenCandidate(draft, context, policy);
    return { ...draft, status: verdictOf(findings), findings };
  });
}

/**
 * The new candidates with their ids.
 * @param idOf the id of the n-th, from 0
 */
export function candidatesOf(
  { sifted: { fresh }, screened }: Prepared,
  idOf: (index: number) => string,
): Candidate[] {
  return screened.map((candidate, index) => {
    const { near = [], alike = [] } = fresh[index] ?? {};
    const others = alike.map(({ id, similarity }) => ({
      similarity,
      id: { where: 'candidate', id: idOf(id), state: screened[id]?.status } as const,
    }));
    const metadata = { ...candidate.metadata, ...nearDuplicatesOf([...near, ...others]) };
    const findings = candidate.findings.map((finding) => withId(finding, idOf));
    return { ...candidate, id: idOf(index), findings, metadata };
  });
}

/** Where a finding names another new candidate, by the id that one has got. */
function withId(finding: Finding, idOf: (index: number) => string): Finding {
  const { other } = finding;
  if (other?.where !== 'candidate' || !other.id.startsWith(PROVISIONAL)) return finding;
  return { ...finding, other: { ...other, id: idOf(Number(other.id.slice(1))) } };
}

/** The n-th new candidate before screening. */
function screenableOf(
  { sifted, enrichments, verdicts }: Omit<Prepared, 'screened'>,
  index: number,
): Screenable {
  const [fresh, enrichment] = [sifted.fresh[index], enrichments[index]];
  if (fresh === undefined || enrichment === undefined)
    throw new Error(`There is no new candidate ${index}.`);
  const { metadata, ...known } = fresh.draft;
  const assistant_verdicts = [...(verdicts[index] ?? [])];
  return {
    id: provisionalId(index),
    ...known,
    confidence_metrics: enrichment.confidence_metrics,
    metadata: {
      ...metadata,
      ...(assistant_verdicts.length === 0 ? {} : { assistant_verdicts }),
      ...returnOf(fresh.returns),
      ...enrichment.metadata,
    },
  };
}

const MOST_NEAR_DUPLICATES = 5;

function nearDuplicatesOf(
  near: readonly NearDuplicate<Pick<KnownText, 'where' | 'id' | 'state'>>[],
): Pick<Candidate['metadata'], 'near_duplicates'> {
  const nearest = near
    .toSorted((a, b) => b.similarity - a.similarity)
    .slice(0, MOST_NEAR_DUPLICATES)
    .map(
      ({ id: { id, where, state }, similarity }): NearDuplicateRecord => ({
        id,
        similarity: thousandths(similarity),
        where,
        ...(state === undefined ? {} : { state }),
      }),
    );
  return nearest.length === 0 ? {} : { near_duplicates: nearest };
}

function returnOf(returns: Return | undefined): Pick<Candidate['metadata'], 'returns'> {
  if (returns?.known.rejectedBy === undefined) return {};
  const { id, rejectedBy } = returns.known;
  return {
    returns: { candidate: id, decision: rejectedBy, new_sessions: returns.newSessions },
  };
}
