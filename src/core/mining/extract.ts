import type { Job } from '../job.js';
import { Bm25Index } from '../retrieval/bm25Index.js';
import { type KnowledgeBase, kbIdOf, readKnowledgeBase } from '../retrieval/knowledgeBase.js';
import { readConfig } from '../workspace/config.js';
import { dayOf } from '../workspace/paths.js';
import { resolveSources } from '../workspace/sources.js';
import { AssistantVerdicts } from './assistantVerdicts.js';
import type { CandidateDraft } from './candidateDraft.js';
import { addCandidates, type NewCandidate } from './candidateStore.js';
import { mineLogs } from './mineLogs.js';
import { nameVerdicts } from './nameVerdicts.js';
import { NearDuplicates } from './nearDuplicates.js';
import { type ExtractResult, SourceTally } from './runReport.js';

export interface ExtractInput {
  /** Read all logs from their beginning, whatever is known of earlier runs. */
  readonly full?: boolean;
  /** Milliseconds since the epoch: leave out what is older. */
  readonly since?: number;
}

/**
 * Mines the logs and adds what is new to `candidates/YYYY-MM-DD.jsonl`, screened. Running it again
 * on the same logs adds nothing and changes no file.
 *
 * @throws CodelumiError `not-found`, `not-a-file` or `not-readable` for the conversation log,
 *   `invalid-input` for the settings, `locked` or `not-writable` when the result cannot be kept.
 */
export const extract: Job<ExtractInput, ExtractResult> = async ({ full, since }, context) => {
  const config = await readConfig(context.files);
  context.progress({ message: 'Reading the knowledge base' });
  const knowledgeBase = await readKnowledgeBase(context, config.sources.knowledgeBase);
  const mined = await mineLogs(context, config, { full, since, keep: true });
  const verdicts = await AssistantVerdicts.read(context, await resolveSources(context, config));
  const { drafts, pairs, rules, complained } = mined.result;
  const tallies = [...tallyKnowledgeBase(knowledgeBase), ...mined.tallies, ...verdicts.tallies];
  const now = context.clock.now();
  context.progress({ message: `Adding what is new of ${drafts.length} candidates` });
  return addCandidates(context, {
    day: dayOf(now),
    found: await nameVerdicts(context, rank(drafts, knowledgeBase), verdicts),
    complained,
    policy: config.screening,
    report: {
      at: now.toISOString(),
      tool_version: context.toolVersion,
      sources: tallies.map((tally) => tally.report),
      rules,
      pairs,
      malformed: tallies.flatMap((tally) => tally.malformed),
      malformed_omitted: tallies.reduce((sum, tally) => sum + tally.omitted, 0),
    },
  });
};

const MOST_NEAR_DUPLICATES = 5;

/** Holds each draft against the knowledge base: how near its question is, and who answers the same. */
function rank(drafts: readonly CandidateDraft[], { entries }: KnowledgeBase): NewCandidate[] {
  const index = new Bm25Index();
  const answers = new NearDuplicates();
  for (const entry of entries) {
    index.add(kbIdOf(entry), `${entry.question}\n${entry.answer}`);
    answers.add(kbIdOf(entry), entry.answer);
  }
  return drafts.map((draft) => {
    const [nearest] = index.search(draft.query, 1);
    const same = answers.find(draft.assistant_output).slice(0, MOST_NEAR_DUPLICATES);
    const near_duplicates = same.map(({ id, similarity }) => ({
      id,
      similarity: thousandths(similarity),
    }));
    const bm25 = nearest === undefined ? undefined : thousandths(nearest.score);
    return {
      draft,
      confidence_metrics: bm25 === undefined ? {} : { bm25 },
      nearest: {
        ...(nearest === undefined || bm25 === undefined
          ? {}
          : { nearest_kb: { id: nearest.id, bm25 } }),
        ...(near_duplicates.length === 0 ? {} : { near_duplicates }),
      },
    };
  });
}

function thousandths(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}

function tallyKnowledgeBase(knowledgeBase: KnowledgeBase): SourceTally[] {
  return knowledgeBase.files.map((file) => {
    const tally = new SourceTally(file);
    for (const entry of knowledgeBase.entries)
      if (entry.position.file === file) tally.countRecord();
    for (const fault of knowledgeBase.faults)
      if (fault.position.file === file) tally.countFault(fault);
    return tally;
  });
}
