import { throwIfCancelled } from '../../errors.js';
import type { JobContext } from '../../job.js';
import type { Candidate } from '../../records/candidate.js';
import { indexedText, type KbEntry } from '../../records/kbEntry.js';
import { answerAlone, type Reranker } from '../../reranking/reranker.js';
import { Bm25Index } from '../../retrieval/bm25Index.js';
import { kbIdOf } from '../../retrieval/knowledgeBase.js';
import { countTokens } from '../../retrieval/tokenCounts.js';
import type { ScreeningPolicy } from '../../screening/recogniser.js';
import type { CandidateDraft } from '../candidateDraft.js';
import { thousandths } from '../thousandths.js';
import { countEvidence } from './countEvidence.js';
import { evidenceStrength } from './evidenceStrength.js';
import { type Passage, readPassage } from './passage.js';
import { passageContext } from './passageContext.js';
import { ProximateEntries } from './proximateEntries.js';

export interface EnrichmentSources {
  readonly knowledgeBase: readonly KbEntry[];
  /** All drafts of the run, known ones too: their answers are memory entries that matter. */
  readonly drafts: readonly CandidateDraft[];
  readonly policy: ScreeningPolicy;
  /** The pause, in milliseconds, that ends a conversation. */
  readonly conversationGapMs: number;
}

/** What is worked out for a draft that becomes a candidate. */
export interface Enrichment {
  readonly confidence_metrics: Candidate['confidence_metrics'];
  readonly metadata: Pick<
    Candidate['metadata'],
    'nearest_kb' | 'reranker' | 'tokens' | 'passage_context' | 'proximate_entries'
  >;
}

/** Works out metrics and metadata, one candidate at a time; reads the log around it and nothing more. */
export class Enricher {
  readonly #context: Pick<JobContext, 'files' | 'signal'>;
  readonly #sources: EnrichmentSources;
  readonly #reranker: Reranker | undefined;
  readonly #knowledge = new Bm25Index();
  readonly #proximate: ProximateEntries;

  constructor(
    context: Pick<JobContext, 'files' | 'signal'>,
    sources: EnrichmentSources,
    reranker?: Reranker,
  ) {
    this.#reranker = reranker;
    this.#context = context;
    this.#sources = sources;
    for (const entry of sources.knowledgeBase)
      this.#knowledge.add(kbIdOf(entry), indexedText(entry));
    this.#proximate = new ProximateEntries(context.files, sources.policy, sources.drafts);
  }

  /** @throws JobCancelled, and what the reranker throws */
  async enrich(draft: CandidateDraft): Promise<Enrichment> {
    throwIfCancelled(this.#context.signal);
    const { files } = this.#context;
    const { policy } = this.#sources;
    const passage = await this.#passageOf(draft);
    const proximate = await this.#proximate.of(draft, passage);
    const nearest = this.#nearestKb(draft);
    const reranked = await this.#rerank(draft);
    return {
      confidence_metrics: {
        ...(nearest === undefined ? {} : { bm25: nearest.bm25 }),
        ...(reranked === undefined ? {} : { reranker: reranked.score }),
        evidence_strength: thousandths(evidenceStrength(await countEvidence(files, draft))),
      },
      metadata: {
        ...(nearest === undefined ? {} : { nearest_kb: nearest }),
        ...(reranked === undefined ? {} : { reranker: reranked.by }),
        tokens: await countTokens(draft),
        ...(passage === undefined ? {} : { passage_context: passageContext(passage, policy) }),
        ...(proximate.length === 0 ? {} : { proximate_entries: proximate }),
      },
    };
  }

  /** Around the answer; where there is none, around the question. */
  async #passageOf({ provenance }: CandidateDraft): Promise<Passage | undefined> {
    const line =
      provenance.find(({ part }) => part === 'answer') ??
      provenance.find(({ part }) => part === 'question');
    if (line === undefined) return undefined;
    return readPassage(this.#context.files, line, this.#sources.conversationGapMs);
  }

  #nearestKb({ query }: CandidateDraft): { id: string; bm25: number } | undefined {
    const [nearest] = this.#knowledge.search(query, 1);
    return nearest === undefined ? undefined : { id: nearest.id, bm25: thousandths(nearest.score) };
  }

  async #rerank({
    query,
    assistant_output,
  }: CandidateDraft): Promise<
    { score: number; by: NonNullable<Candidate['metadata']['reranker']> } | undefined
  > {
    const reranker = this.#reranker;
    if (reranker === undefined || assistant_output === '') return undefined;
    const [score] = await reranker.score(query, [answerAlone(assistant_output)]);
    if (score === undefined || !Number.isFinite(score)) return undefined;
    const { name, version, sha256 } = reranker;
    return { score: thousandths(score), by: { name, version, sha256 } };
  }
}
