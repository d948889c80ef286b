import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { kbIdOf, readKnowledgeBase } from '../../src/core/retrieval/knowledgeBase.js';
import type { Qrels } from '../../src/core/retrieval/metrics/evaluateRun.js';
import { parseQrels } from '../../src/core/retrieval/metrics/trecFiles.js';
import { nodeContext } from '../../src/node/nodeContext.js';

export interface Document {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** Documents of one thread have one question. */
  readonly thread?: string;
}

export interface Query {
  readonly id: string;
  readonly text: string;
  readonly thread?: string;
}

export interface Dataset {
  readonly name: string;
  readonly documents: readonly Document[];
  readonly queries: readonly Query[];
  readonly qrels: Qrels;
}

/** Every public set that this can measure. */
export const PUBLIC_SETS = [
  'cranfield',
  'medquad',
  'stackfaq',
  'cacm',
  'cosqa',
  'vaswani',
  'cisi',
  'covidfaq',
];

/** undefined when the folder does not have it. */
export async function readDataset(folder: string, name: string): Promise<Dataset | undefined> {
  const path = (file: string) => join(folder, name, file);
  if (!existsSync(path('corpus.jsonl'))) return undefined;
  const qrels = parseQrels(await readFile(path('qrels.trec'), 'utf8'), path('qrels.trec'));
  const queries = await jsonLines<Query>(path('queries.jsonl'));
  return {
    name,
    documents: await jsonLines<Document>(path('corpus.jsonl')),
    queries: queries.filter(({ id }) => qrels.has(id)),
    qrels,
  };
}

/** One document a thread, with all of its answers: how a knowledge base has it. */
export function byThread({ documents, queries, name }: Dataset): Dataset {
  const threads = new Map<string, Document>();
  for (const { id, title, text, thread = id } of documents) {
    const before = threads.get(thread);
    threads.set(thread, {
      id: thread,
      title,
      text: before === undefined ? text : `${before.text}\n${text}`,
      thread,
    });
  }
  return {
    name: `${name}-thread`,
    documents: [...threads.values()],
    queries,
    qrels: new Map(queries.map(({ id, thread = id }) => [id, new Map([[thread, 1]])])),
  };
}

/** The workspace that comes with the project, and its holdout. */
export async function readSample(): Promise<Dataset> {
  const context = nodeContext('.', new AbortController().signal);
  const { entries } = await readKnowledgeBase(context, 'training');
  const holdout = await jsonLines<{ query: string; relevant?: { id: string; grade?: number }[] }>(
    'training/eval/holdout.jsonl',
  );
  const judged = holdout.flatMap(({ query, relevant = [] }, index) =>
    relevant.length === 0 ? [] : [{ id: `h${index}`, text: query, relevant }],
  );
  return {
    name: 'sample',
    documents: entries.map((entry) => ({
      id: kbIdOf(entry),
      title: [entry.question, ...entry.variants].join('\n'),
      text: entry.answer,
    })),
    queries: judged,
    qrels: new Map(
      judged.map(({ id, relevant }) => [
        id,
        new Map(relevant.map((each) => [each.id, each.grade ?? 1])),
      ]),
    ),
  };
}

async function jsonLines<Row>(path: string): Promise<Row[]> {
  const text = await readFile(path, 'utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line));
}
