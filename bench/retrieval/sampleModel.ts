import { readFile } from 'node:fs/promises';
import type { JudgedQuestion } from '../../src/core/reranking/builtin/judgedQuestion.js';
import { trainBuiltin } from '../../src/core/reranking/builtin/trainBuiltin.js';
import { readEvaluationContext } from '../../src/core/screening/context/screeningContext.js';
import { nodeContext } from '../../src/node/nodeContext.js';
import { readSample } from './dataset.js';
import { knowledgeOf } from './knowledge.js';

const SEED = 1;
/** Stricter than screening is with candidates. */
const LEAKS = 0.6;

/**
 * What the built-in reranker learns from the sample's usage log: the questions that the assistant answered with one entry.
 * Nothing in it is, or is nearly, a question of the holdout.
 */
export async function sampleModel(): Promise<string> {
  const evaluation = await readEvaluationContext(nodeContext('.', new AbortController().signal));
  const judgements = new Map<string, JudgedQuestion>();
  for (const { source, query, hits: [first] = [] } of await usage()) {
    if (source !== 'kbFirst' || query === undefined || first?.id === undefined) continue;
    if (evaluation.nearDuplicateOf(query, LEAKS) !== undefined) continue;
    judgements.set(query, { query, group: first.id, relevant: new Map([[first.id, 1]]) });
  }
  const knowledge = knowledgeOf(await readSample());
  return trainBuiltin({ knowledge, judgements: [...judgements.values()], seed: SEED }).artefact;
}

interface Use {
  readonly source?: string;
  readonly query?: string;
  readonly hits?: readonly { readonly id?: string }[];
}

/** Damaged lines are passed over. */
async function usage(): Promise<Use[]> {
  const text = await readFile('userData/kb_usage.jsonl', 'utf8');
  return text.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line)];
    } catch {
      return [];
    }
  });
}
