import * as z from 'zod';
import { CodelumiError } from '../../errors.js';
import type { ProgramEnd, ProgramFolder } from '../../ports/programs.js';
import { sha256 } from '../../records/sha256.js';
import { visibleLine } from '../../records/visibleText.js';
import { readReranker } from '../../reranking/loadReranker.js';
import type { TrainingSettings } from '../../workspace/settings/trainingSchema.js';
import type { Metric } from '../artefacts/modelManifest.js';
import { type LabelledPairs, labelledPairs } from '../data/labelledPairs.js';
import { PYTHON_ENVIRONMENT, type Python } from './findPython.js';
import type { Recipe, Trained, TrainingContext } from './recipe.js';
import { reportIn } from './reportIn.js';
import { runIsolated, trainingFailed } from './runIsolated.js';

const SCRIPT = 'train_reranker.py';
const PAIRS = 'pairs.jsonl';
const MODEL = 'model.joblib';
const REPORT = 'report.json';
const REPORT_LIMIT = 64 * 1024;
const MODEL_LIMIT = 16 * 1024 * 1024;

/** What the assistant's own scorer reads; a change of either is another format. */
const FORMAT = 'joblib tfidf logistic 1';
const FEATURES = 'words and word pairs of "query \\n candidate", at most 20000';

const reportSchema = z.object({
  examples: z.int().nonnegative(),
  positive: z.int().nonnegative(),
  features: z.int().nonnegative(),
  held_out: z
    .object({
      n: z.int().nonnegative(),
      roc_auc: z.number().min(0).max(1),
      interval: z.object({ low: z.number(), high: z.number() }).nullable(),
    })
    .nullable(),
  versions: z.record(z.string().max(40), z.string().max(80)),
});

type Report = z.infer<typeof reportSchema>;

/** How questions are paired with answers; a change makes another recipe. */
const PAIRING = 'three hard negatives of BM25F 1';

/** The assistant's own kind of reranker, made by `scripts/train_reranker.py`. */
export function sklearnRecipe({ file, sklearn }: Python): Recipe {
  return {
    name: 'sklearn',
    family: 'joblib',
    largest: MODEL_LIMIT,
    train: async (context, { data, settings }) => {
      const labelled = labelledPairs(data.entries, data.refused, data.isKept);
      requireTwoAnswers(labelled);
      const lines = labelled.pairs.map((pair) => `${JSON.stringify(pair)}\n`).join('');
      const script = await context.programs.script(SCRIPT);
      context.progress({ message: `Training with scikit-learn ${sklearn}` });
      const made = await context.programs.withFolder(async (folder) => {
        await folder.write(SCRIPT, script);
        await folder.write(PAIRS, lines);
        const { confinement } = await run(context, file, folder.path, settings);
        return { confinement, ...(await results(folder)) };
      });
      const { content, report, confinement } = made;
      return {
        content,
        recipe: { name: 'sklearn', sha256: sha256(`${script}\n${PAIRING}`) },
        format: FORMAT,
        features: sha256(FEATURES),
        learned: { sha256: sha256(lines), ...countsOf(labelled) },
        metrics: metricsOf(report),
        notes: notesOf(report),
        environment: environmentOf(report),
        confinement,
      };
    },
    open: (path, content) => readReranker(path, content),
  };
}

function run(
  context: TrainingContext,
  file: string,
  cwd: string,
  settings: TrainingSettings,
): Promise<ProgramEnd> {
  const args = [SCRIPT, PAIRS, MODEL, '--seed', String(settings.seed), '--report', REPORT];
  return runIsolated(context, { file, args, cwd, env: PYTHON_ENVIRONMENT }, settings);
}

async function results(
  folder: ProgramFolder,
): Promise<{ readonly content: Uint8Array; readonly report: Report }> {
  const content = await folder.read(MODEL, MODEL_LIMIT);
  const report = await folder.read(REPORT, REPORT_LIMIT);
  if (content === undefined || report === undefined)
    throw trainingFailed('ended well, but left no model and report');
  return { content, report: reportIn(report, reportSchema) };
}

function metricsOf({ held_out: heldOut, features, examples }: Report): Metric[] {
  const size = { name: 'features', value: features, n: examples };
  if (heldOut === null) return [size];
  const { roc_auc: value, n, interval } = heldOut;
  return [size, { name: 'roc_auc', value, n, interval }];
}

/** From here on a model tells right from wrong better than a coin; below it is worse than one. */
const CHANCE = 0.5;

function notesOf({ held_out: heldOut }: Report): string[] {
  if (heldOut === null)
    return [
      'There was too little to hold out, so nobody knows how well it tells right from wrong.',
    ];
  if (heldOut.roc_auc > CHANCE) return [];
  return [
    'On entries that it had not seen it tells right from wrong no better than chance: what it knows of is which answers it has seen. Do not rank by it.',
  ];
}

function environmentOf({ versions }: Report): Record<string, string> {
  const told = Object.entries(versions).map(([name, version]) => [
    visibleLine(name, 40),
    visibleLine(version, 80),
  ]);
  return Object.fromEntries(told);
}

function countsOf({ pairs, leftOut }: LabelledPairs): Omit<Trained['learned'], 'sha256'> {
  const right = pairs.filter(({ label }) => label === 1);
  return {
    questions: new Set(right.map(({ input }) => input)).size,
    positive: right.length,
    negative: pairs.length - right.length,
    left_out: leftOut,
  };
}

function requireTwoAnswers({ pairs }: LabelledPairs): void {
  const right = pairs.filter(({ label }) => label === 1).map(({ output }) => output);
  if (new Set(right).size > 1 && right.length < pairs.length) return;
  throw new CodelumiError({
    reason: 'invalid-input',
    what: 'There is too little to learn from: a question needs an answer that is right and one that is wrong',
    remedy: 'Train once the knowledge base has more entries.',
  });
}
