import { MINUTE_MS } from '../../durations.js';
import type { JobContext } from '../../job.js';
import { indexedText, type KbEntry, questionsOf } from '../../records/kbEntry.js';
import { readEvaluationQueries } from '../../retrieval/evaluationQueries.js';
import { readKnowledgeBase } from '../../retrieval/knowledgeBase.js';
import { tokenCounter } from '../../retrieval/tokenCounts.js';
import type { Config } from '../../workspace/configSchema.js';
import { BlastRadius } from '../poisoning/blastRadius.js';
import { EvaluationContext } from './evaluationContext.js';
import { KnowledgeContext } from './knowledgeContext.js';
import { OtherCandidates } from './otherCandidates.js';
import type { Screenable } from './screenable.js';

/** What candidate rules may know besides the text. Built once per run. */
export interface ScreeningContext {
  readonly knowledge: KnowledgeContext;
  readonly others: OtherCandidates;
  readonly evaluation: EvaluationContext;
  readonly blastRadius: BlastRadius;
  /** Tokens of a text, as candidates' metadata counts them. */
  readonly countTokens: (text: string) => number;
}

/** What a context is made of. */
export interface ContextParts {
  readonly entries: readonly KbEntry[];
  /** All candidates, those to be screened among them. */
  readonly candidates: readonly Screenable[];
  readonly evaluation: EvaluationContext;
  readonly config: Pick<Config, 'mining' | 'screening'>;
  readonly countTokens: (text: string) => number;
}

export function contextOf({
  entries,
  candidates,
  evaluation,
  config,
  countTokens,
}: ContextParts): ScreeningContext {
  const { mining, screening } = config;
  const others = new OtherCandidates(candidates, mining.conversationGapMinutes * MINUTE_MS);
  let radius: BlastRadius | undefined;
  return {
    knowledge: new KnowledgeContext(entries),
    others,
    evaluation,
    get blastRadius() {
      radius ??= new BlastRadius(
        entries.map(indexedText),
        [...evaluation.queries, ...entries.flatMap(questionsOf), ...others.questions],
        screening.poisoning.top,
      );
      return radius;
    },
    countTokens,
  };
}

/** Reads what the context needs from the workspace. */
export async function readScreeningContext(
  context: Pick<JobContext, 'files' | 'signal'>,
  config: Config,
  candidates: readonly Screenable[],
): Promise<ScreeningContext> {
  const { entries } = await readKnowledgeBase(context, config.sources.knowledgeBase);
  const evaluation = await readEvaluationContext(context);
  return contextOf({ entries, candidates, evaluation, config, countTokens: await tokenCounter() });
}

export async function readEvaluationContext(
  context: Pick<JobContext, 'files' | 'signal'>,
): Promise<EvaluationContext> {
  return new EvaluationContext(await readEvaluationQueries(context));
}
