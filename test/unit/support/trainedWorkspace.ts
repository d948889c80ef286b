import { chmod, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { JobContext } from '../../../src/core/job.js';
import { candidateLine } from '../../../src/core/records/candidate.js';
import { type DecisionRequest, decide, readReview } from '../../../src/core/review/decide.js';
import { systemPrograms } from '../../../src/node/programs/systemPrograms.js';
import { DAY, idOf, minedCandidate } from './minedCandidate.js';
import { put, temporaryWorkspace } from './temporaryWorkspace.js';
import { tickingContext } from './testContext.js';

const ALL = { factual: true, cited: true, no_pii: true, clear: true };
const ADA = { name: 'Ada', email: 'ada@acme.dev' };

/** Words without meaning, so that screening has nothing to object to. */
const SUBJECTS = ['cache', 'proxy', 'branch', 'socket', 'cursor', 'thread', 'buffer', 'bundle'];

export function subject(number: number): string {
  return `${SUBJECTS[number % SUBJECTS.length]} ${'abcdefghij'[Math.floor(number / 8)]}`;
}

/** Different enough that no two are nearly the same. */
const PLACES = [
  'the toolbar on the left',
  'a page of its own',
  'the second column',
  'a drawer',
  'some corner',
];
const DEEDS = [
  'press the red button',
  'pull the handle twice',
  'tick every box',
  'type the word again',
  'wait a day',
];

export function answerAbout(number: number): string {
  const place = PLACES[number % PLACES.length];
  const deed = DEEDS[(number * 3 + Math.floor(number / 5)) % DEEDS.length];
  return `Find ${subject(number)} in ${place}, ${deed} for number ${number}, and read the ${subject(number + 1)} report.`;
}

/** The ways in which somebody asks about it; the first is how the entry of the knowledge base has it. */
export function questionsAbout(number: number): readonly [string, string, string] {
  return [
    `How do I clear the ${subject(number)} of the build tool?`,
    `${subject(number)} is full of old things, get rid of them`,
    `empty ${subject(number)} between two builds`,
  ];
}

export interface Asked {
  readonly query: string;
  readonly answer: string;
  readonly variants?: readonly string[];
}

/** A workspace whose knowledge base has so many entries, `kb-0` and on, each with two variants. */
export async function workspaceToTrain(
  entries: number,
  files: Readonly<Record<string, string>> = {},
): Promise<{ root: string; context: JobContext }> {
  const lines = Array.from({ length: entries }, (_, number) => {
    const [q, ...variants] = questionsAbout(number);
    return `${JSON.stringify({ id: `kb-${number}`, q, a: answerAbout(number), variants })}\n`;
  });
  const root = await temporaryWorkspace({
    'training/kb.jsonl': lines.join(''),
    'userData/lumi_memory.jsonl': '{}\n',
    ...files,
  });
  return { root, context: { ...tickingContext(root), programs: systemPrograms(root, 'dist') } };
}

/** Candidates 1 and on, none of them decided on. */
export async function putCandidates(root: string, asked: readonly Asked[]): Promise<void> {
  const lines = asked.map(({ query, answer, variants }, index) =>
    candidateLine(minedCandidate(index + 1, { query, assistant_output: answer }, variants)),
  );
  await put(root, `candidates/${DAY}.jsonl`, lines.join(''));
}

export async function decideOn(
  context: JobContext,
  number: number,
  wish: Pick<DecisionRequest, 'action'> & Partial<DecisionRequest>,
): Promise<void> {
  const { state } = await readReview(context, idOf(number));
  const { fingerprint, lastHash: on } = state;
  const checklist = wish.action === 'accept' ? { checklist: ALL } : {};
  await decide(context, {
    candidate: idOf(number),
    reviewer: ADA,
    fingerprint,
    on,
    ...checklist,
    ...wish,
  });
}

/**
 * A program that behaves as a Python with scikit-learn does towards us.
 * @param training JavaScript that stands for `train_reranker.py`, with `fs` and the arguments as `args`
 */
export async function fakePython(folder: string, training: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const script = `#!${process.execPath}
const fs = require('node:fs');
const [first, ...args] = process.argv.slice(2);
if (first === '-c') console.log(JSON.stringify({ python: '3.99.0', sklearn: '9.9.9' }));
else { ${training} }
`;
  await put(folder, 'python3', script);
  const file = join(resolve(folder), 'python3');
  await chmod(file, 0o755);
  return file;
}
