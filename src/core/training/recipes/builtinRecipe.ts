import type { ProgramFolder } from '../../ports/programs.js';
import { sha256 } from '../../records/sha256.js';
import { visibleLine } from '../../records/visibleText.js';
import { LONGEST_ARTEFACT, readArtefact } from '../../reranking/builtin/artefact.js';
import { builtinReranker } from '../../reranking/builtin/builtinReranker.js';
import { rerankerName } from '../../reranking/rerankerName.js';
import type { Metric } from '../artefacts/modelManifest.js';
import { judgedQuestions } from '../data/judgedQuestions.js';
import {
  ARTEFACT_FILE,
  type BuiltinReport,
  builtinReportSchema,
  REPORT_FILE,
  TASK_FILE,
} from './builtinTask.js';
import type { Recipe } from './recipe.js';
import { reportIn } from './reportIn.js';
import { requireEnough } from './requireEnough.js';
import { runIsolated, trainingFailed } from './runIsolated.js';

const REPORT_LIMIT = 64 * 1024;

/** How questions are gathered and what is made of them; a change makes another recipe. */
const RECIPE = 'pointwise logistic, mixed with BM25F in grouped cross-validation 1';

/** Our own reranker, which looks at how question and entry go together. */
export const builtinRecipe: Recipe = {
  name: 'builtin',
  family: 'builtin',
  largest: LONGEST_ARTEFACT,
  train: async (context, { data, settings }) => {
    const { entries, accepted, refused, isKept } = data;
    const judged = judgedQuestions(entries, accepted, refused, isKept);
    requireEnough(judged);
    const { questions } = judged;
    const task = JSON.stringify({ seed: settings.seed, entries: judged.entries, questions });
    context.progress({ message: `Training on ${questions.length} questions` });
    const made = await context.programs.withFolder(async (folder) => {
      await folder.write(TASK_FILE, task);
      const call = { ...context.programs.trainer, cwd: folder.path };
      const { confinement } = await runIsolated(context, call, settings);
      return { confinement, ...(await results(folder)) };
    });
    const { content, report, confinement } = made;
    const { format, formatVersion, analyser, features } = artefactIn(content);
    return {
      content,
      recipe: { name: 'builtin', sha256: sha256(RECIPE) },
      format: `${format} ${formatVersion}`,
      features: sha256(JSON.stringify([analyser, features.map(({ name }) => name)])),
      learned: {
        sha256: sha256(task),
        questions: report.questions,
        ...report.examples,
        left_out: judged.leftOut,
      },
      metrics: metricsOf(report),
      notes: [report.outcome],
      environment: environmentOf(report),
      confinement,
    };
  },
  open: async (file, content, knowledge) => {
    const read = readArtefact(Buffer.from(content).toString('utf8'));
    if ('problem' in read) throw trainingFailed(`made a model that ${read.problem}`);
    const identity = { ...rerankerName(file), sha256: sha256(content) };
    return builtinReranker(identity, read.model, { knowledge });
  },
};

async function results(
  folder: ProgramFolder,
): Promise<{ readonly content: Uint8Array; readonly report: BuiltinReport }> {
  const content = await folder.read(ARTEFACT_FILE, LONGEST_ARTEFACT);
  const report = await folder.read(REPORT_FILE, REPORT_LIMIT);
  if (content === undefined || report === undefined)
    throw trainingFailed('ended well, but left no model and report');
  return { content, report: reportIn(report, builtinReportSchema) };
}

function environmentOf({ node }: BuiltinReport): Record<string, string> {
  return { node: visibleLine(node, 40) };
}

function artefactIn(content: Uint8Array) {
  const read = readArtefact(Buffer.from(content).toString('utf8'));
  if ('problem' in read) throw trainingFailed(`made a model that ${read.problem}`);
  return read.artefact;
}

/**
 * Of each ranking in cross-validation, as trec_eval names measures, and what equal parts gain on BM25F; n is the number of questions.
 */
function metricsOf({ metrics, intervals, mix, questions: n }: BuiltinReport): Metric[] {
  const told = RANKINGS.flatMap((ranking) =>
    FIGURES.map((name) => ({
      name: `${ranking}.${name}`,
      value: metrics[ranking][name],
      n,
      interval: intervals[ranking][name],
    })),
  );
  const { difference } = metrics.comparison;
  const gain = {
    name: 'equal_parts_less_bm25f.ndcg_cut_10',
    value: difference,
    n,
    interval: intervals.difference,
  };
  return [{ name: 'mix', value: mix, n }, ...told, gain];
}

const RANKINGS = ['random', 'bm25f', 'reranker', 'oracle'] as const;
const FIGURES = ['ndcg_cut_10', 'recip_rank_10', 'success_1', 'P_10'] as const;
