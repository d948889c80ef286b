import type { Job, JobContext } from '../job.js';
import { Bm25Index } from '../retrieval/bm25Index.js';
import { type KnowledgeBase, kbIdOf, readKnowledgeBase } from '../retrieval/knowledgeBase.js';
import { readConfig } from '../workspace/config.js';
import type { Config } from '../workspace/configSchema.js';
import { dayOf } from '../workspace/paths.js';
import { requireFile } from '../workspace/requireFile.js';
import type { CandidateDraft } from './candidateDraft.js';
import { addCandidates, type NewCandidate } from './candidateStore.js';
import { readKbUses } from './kbUse.js';
import { readMemoryLog } from './memoryLog.js';
import { Miner } from './miner.js';
import { NearDuplicates } from './nearDuplicates.js';
import { type ExtractResult, SourceTally } from './runReport.js';

/** Telling of progress for every record would cost more than reading it. */
const RECORDS_BETWEEN_PROGRESS = 500;

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
  const now = context.clock.now();
  const miner = new Miner(config.mining);
  const tallies = [
    ...tallyKnowledgeBase(knowledgeBase),
    ...(await readUses(context, config, miner)),
    await readMemory(context, config, miner),
  ];
  const { drafts, pairs, rules, complained } = miner.finish(now.getTime());
  context.progress({ message: `Adding what is new of ${drafts.length} candidates` });
  return addCandidates(context, {
    day: dayOf(now),
    found: rank(drafts, knowledgeBase),
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

/** The searches come first: each answer looks up the one it was made from. A workspace may have none. */
async function readUses(context: JobContext, config: Config, miner: Miner): Promise<SourceTally[]> {
  const file = config.sources.kbUsage;
  if ((await context.files.stat(file)) === undefined) return [];
  context.progress({ message: `Reading ${file}` });
  const tally = new SourceTally(file);
  for await (const use of readKbUses(context, file, tally)) miner.addUse(use);
  return [tally];
}

async function readMemory(context: JobContext, config: Config, miner: Miner): Promise<SourceTally> {
  const file = config.sources.memory;
  const total = (await context.files.stat(file))?.size ?? 0;
  const tally = new SourceTally(file);
  let read = 0;
  for await (const entry of readMemoryLog(context, file, tally)) {
    miner.addEntry(entry);
    read += 1;
    if (read % RECORDS_BETWEEN_PROGRESS > 0) continue;
    context.progress({ message: `Reading ${file}`, done: entry.position.byteOffset, total });
  }
  return tally;
}

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
