import { buildAnnotated, buildHoldout } from './evaluation/evaluationSets.js';
import { goldenPrompts } from './evaluation/goldenPrompts.js';
import { splitTopics } from './kb/kbModel.js';
import { buildKnowledgeBase, type KnowledgeBase } from './kb/knowledgeBase.js';
import { PlantedList } from './lib/planted.js';
import { Random } from './lib/random.js';
import { buildExecutorLogs } from './logs/executor.js';
import { buildKbUsage } from './logs/kbUsage.js';
import { buildLearningLogs } from './logs/learning.js';
import { castRoles } from './memory/cast.js';
import { KnownTurns } from './memory/knownTurns.js';
import { buildMemory } from './memory/memoryLog.js';
import { modelsReadme, stagingReadme } from './readmes.js';
import { summarise } from './summary.js';

const seed = 20_261_120;

export interface SampleWorkspace {
  /** Path below the root, with forward slashes, to content. */
  readonly files: ReadonlyMap<string, Buffer>;
  readonly planted: Buffer;
  readonly kb: KnowledgeBase;
}

/** Builds everything in memory. Each part has its own seed, so that a change in one leaves the others. */
export function buildWorkspace(): SampleWorkspace {
  const planted = new PlantedList();
  const { known, fresh } = splitTopics();
  const cast = castRoles(known, fresh, new Random(seed));
  const kb = buildKnowledgeBase(known, planted);
  const memory = buildMemory(known, cast, planted, new Random(seed + 1));
  const usageRandom = new Random(seed + 2);
  const knownTurns = new KnownTurns(known, usageRandom);
  const usage = buildKbUsage(memory.usages, known, knownTurns, planted, usageRandom);
  const holdout = buildHoldout(known, cast.leaked, cast.liked, new Random(seed + 3));
  const annotated = buildAnnotated(known, new Random(seed + 4));
  const logs = [
    memory.writer.log,
    usage.log,
    holdout,
    annotated,
    ...buildExecutorLogs(new Random(seed + 5), planted),
    ...buildLearningLogs(known, cast.ordinary, new Random(seed + 6), planted),
  ];
  const texts = [...goldenPrompts(known), stagingReadme, modelsReadme];
  const files = new Map<string, Buffer>([
    ...kb.files.map(({ path, bytes }): [string, Buffer] => [path, bytes]),
    ...logs.map((log): [string, Buffer] => [log.path, log.bytes()]),
    ...texts.map(({ path, text }): [string, Buffer] => [path, Buffer.from(text)]),
  ]);
  const evaluation = { holdout: holdout.lines, annotated: annotated.lines };
  const summary = summarise(memory, usage.counts, kb, planted, evaluation);
  const lists = { positives: memory.strong, items: planted.items(files) };
  return { files, planted: plantedFile({ seed, summary }, lists), kb };
}

/** One item a line: easy to read, and a change shows as one line in a diff. */
function plantedFile(head: object, lists: Readonly<Record<string, readonly object[]>>): Buffer {
  const parts = Object.entries(lists).map(([name, items]) => {
    const lines = items.map((item) => `    ${JSON.stringify(item)}`).join(',\n');
    return `  "${name}": [\n${lines}\n  ]`;
  });
  return Buffer.from(`${JSON.stringify(head, null, 2).slice(0, -2)},\n${parts.join(',\n')}\n}\n`);
}
