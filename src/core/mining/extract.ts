import { MINUTE_MS } from '../durations.js';
import type { Job } from '../job.js';
import { type KnowledgeBase, readKnowledgeBase } from '../retrieval/knowledgeBase.js';
import { tokenCounter } from '../retrieval/tokenCounts.js';
import { contextOf, readEvaluationContext } from '../screening/context/screeningContext.js';
import { readConfig } from '../workspace/config.js';
import { dayOf } from '../workspace/paths.js';
import { resolveSources } from '../workspace/sources.js';
import { AssistantVerdicts } from './assistantVerdicts.js';
import { addCandidates } from './candidateStore.js';
import { logContext } from './central/logContext.js';
import { mineLogs } from './mineLogs.js';
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
  const evaluation = await readEvaluationContext(context);
  const countTokens = await tokenCounter();
  const logs = logContext(context, config);
  const mined = await mineLogs(logs, config, { full, since, keep: true });
  const verdicts = await AssistantVerdicts.read(logs, await resolveSources(logs, config));
  const { drafts, pairs, rules, complained } = mined.result;
  const tallies = [...tallyKnowledgeBase(knowledgeBase), ...mined.tallies, ...verdicts.tallies];
  const now = context.clock.now();
  context.progress({ message: `Adding what is new of ${drafts.length} candidates` });
  return addCandidates(logs, {
    day: dayOf(now),
    sources: {
      drafts,
      verdicts,
      knowledgeBase: knowledgeBase.entries,
      returnAfter: config.mining.returnAfter.sessions,
      conversationGapMs: config.mining.conversationGapMinutes * MINUTE_MS,
      policy: config.screening,
      contextOf: (candidates) =>
        contextOf({
          entries: knowledgeBase.entries,
          candidates,
          evaluation,
          config,
          countTokens,
        }),
    },
    complained,
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
