import type { Job, JobContext } from '../job.js';
import { Bm25Index } from '../retrieval/bm25Index.js';
import { type KnowledgeBase, kbIdOf, readKnowledgeBase } from '../retrieval/knowledgeBase.js';
import { type Config, readConfig } from '../workspace/config.js';
import { dayOf } from '../workspace/paths.js';
import { requireFile } from '../workspace/requireFile.js';
import { CandidateBuilder, type CandidateDraft } from './candidateBuilder.js';
import { addCandidates, type NewCandidate } from './candidateStore.js';
import { ConversationCutter } from './conversation.js';
import { readMemoryLog } from './memoryLog.js';
import {
  type Drop,
  type MiningOutcome,
  minePositiveFeedback,
  POSITIVE_FEEDBACK,
} from './positiveFeedback.js';
import { countEach, type ExtractResult, SourceTally } from './runReport.js';

/**
 * Mines the logs and adds what is new to `candidates/YYYY-MM-DD.jsonl`, screened. Running it again
 * on the same logs adds nothing and changes no file.
 *
 * @throws CodelumiError `not-found`, `not-a-file` or `not-readable` for the conversation log,
 *   `invalid-input` for the settings, `locked` or `not-writable` when the result cannot be kept.
 */
export const extract: Job<Record<string, never>, ExtractResult> = async (_input, context) => {
  const config = await readConfig(context.files);
  await requireFile(context.files, config.sources.memory, {
    what: 'There is no conversation log',
    remedy:
      'Open the folder the assistant works in, or set sources.memory in .codelumi/config.json.',
  });
  context.progress({ message: 'Reading the knowledge base' });
  const knowledgeBase = await readKnowledgeBase(context, config.sources.knowledgeBase);
  const memory = await mineMemory(context, config);
  const found = rank(memory.builder.drafts, knowledgeBase);
  context.progress({ message: `Adding what is new of ${found.length} candidates` });
  const now = context.clock.now();
  const tallies = [...tallyKnowledgeBase(knowledgeBase), memory.tally];
  return addCandidates(context, {
    day: dayOf(now),
    found,
    policy: config.screening,
    report: {
      at: now.toISOString(),
      tool_version: context.toolVersion,
      sources: tallies.map((tally) => tally.report),
      rules: [
        {
          rule: POSITIVE_FEEDBACK.rule,
          considered: memory.kept + memory.dropped.length,
          kept: memory.kept,
          dropped: countEach(memory.dropped),
        },
      ],
      repeats: memory.builder.repeats,
      malformed: tallies.flatMap((tally) => tally.malformed),
      malformed_omitted: tallies.reduce((sum, tally) => sum + tally.omitted, 0),
    },
  });
};

interface MinedMemory {
  readonly builder: CandidateBuilder;
  readonly tally: SourceTally;
  readonly kept: number;
  readonly dropped: readonly Drop[];
}

async function mineMemory(context: JobContext, config: Config): Promise<MinedMemory> {
  const { files, progress } = context;
  const file = config.sources.memory;
  const total = (await files.stat(file))?.size ?? 0;
  const now = context.clock.now().getTime();
  const builder = new CandidateBuilder();
  const tally = new SourceTally(file);
  const dropped: Drop[] = [];
  let kept = 0;
  const take = (outcome: MiningOutcome) => {
    for (const pair of outcome.takenBack) {
      const signals = builder.takeBack(pair);
      kept -= signals;
      dropped.push(...Array.from({ length: signals }, (): Drop => 'cancelled'));
    }
    for (const mined of outcome.mined) builder.add(mined, now);
    kept += outcome.mined.length;
    dropped.push(...outcome.dropped);
  };

  const cutter = new ConversationCutter(config.mining.conversationGapMinutes * 60_000);
  for await (const entry of readMemoryLog(context, file, tally)) {
    const closed = cutter.push(entry);
    if (closed === undefined) continue;
    take(minePositiveFeedback(closed));
    const { byteOffset } = entry.position;
    progress({ message: `Reading ${file}`, done: byteOffset, total });
  }
  const open = cutter.finish();
  if (open !== undefined) take(minePositiveFeedback(open));
  return { builder, tally, kept, dropped };
}

/** Scores each draft's question against the knowledge base: how near it is to what is known. */
function rank(drafts: readonly CandidateDraft[], { entries }: KnowledgeBase): NewCandidate[] {
  const index = new Bm25Index();
  for (const entry of entries) index.add(kbIdOf(entry), `${entry.question}\n${entry.answer}`);
  return drafts.map((draft) => {
    const [nearest] = index.search(draft.query, 1);
    if (nearest === undefined) return { draft, confidence_metrics: {}, nearest: undefined };
    const bm25 = Math.round(nearest.score * 1_000) / 1_000;
    return { draft, confidence_metrics: { bm25 }, nearest: { id: nearest.id, bm25 } };
  });
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
