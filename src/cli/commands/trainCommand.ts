import { Command, Option } from 'commander';
import { addToGroup } from '../../core/records/addToGroup.js';
import {
  inUseWords,
  type RerankerInUse,
  rerankerInUse,
} from '../../core/registry/rerankerInUse.js';
import { recordedJobs } from '../../core/runs/recordedJobs.js';
import type { Metric } from '../../core/training/artefacts/modelManifest.js';
import type { TrainInput, TrainResult } from '../../core/training/train.js';
import { type TrainingDue, trainingDue } from '../../core/training/trainingDue.js';
import { RECIPES } from '../../core/workspace/settings/trainingSchema.js';
import { printable } from '../../shared/printable.js';
import { isolationWords } from '../../shared/trainingWords.js';
import { EXIT } from '../exitCode.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { say } from '../terminal.js';

/** What was trained, beside what is ranked by meanwhile. */
interface Trained extends TrainResult {
  readonly inUse: RerankerInUse;
}

interface TrainOptions extends CommonOptions {
  readonly recipe?: TrainInput['recipe'];
  readonly python?: string;
  readonly due?: boolean;
}

export function trainCommand(): Command {
  return withCommonOptions(new Command('train'))
    .description('train a reranker from the knowledge base and what was reviewed')
    .addOption(
      new Option('--recipe <name>', 'how; default: training.recipe of the settings').choices(
        RECIPES,
      ),
    )
    .addOption(
      new Option(
        '--python <program>',
        'the Python that has scikit-learn; default: the first on PATH that has',
      ).env('CODELUMI_PYTHON'),
    )
    .option('--due', 'only say whether it is time, and why: ends with 0 if it is, with 1 if not')
    .action((options: TrainOptions) =>
      options.due === true ? runDue(options) : runTrain(options),
    );
}

function runTrain({ recipe, python, ...options }: TrainOptions): Promise<void> {
  // An environment variable may be there and empty.
  const input = { recipe, python: python || undefined };
  return runCommand(
    options,
    async (context): Promise<Trained> => ({
      ...(await recordedJobs.train(input, context)),
      inUse: await rerankerInUse(context),
    }),
    print,
  );
}

function runDue(options: TrainOptions): Promise<void> {
  return runCommand(
    options,
    async (context): Promise<TrainingDue> => {
      const result = await trainingDue({}, context);
      if (!result.due) process.exitCode = EXIT.gateFailed;
      return result;
    },
    ({ due, why }) => say(`${due ? 'due' : 'not due'}: ${printable(why)}`),
  );
}

function print({ file, manifest, isNew, inUse }: Trained): void {
  const { version, recipe, data, metrics, notes, isolation, sha256 } = manifest;
  if (!isNew) {
    say(`as before  ${file}: the same data gives the same model`);
    say(`           ${printable(inUseWords(inUse))}`);
    return;
  }
  say(`trained  ${file} (version ${version}, recipe ${recipe.name})`);
  say(
    `         ${data.questions} questions: ${data.positive} answers that are right, ${data.negative} that are not`,
  );
  if (data.left_out > 0)
    say(`         ${data.left_out} questions left out, as quality is measured with them`);
  if (data.withheld > 0)
    say(`         ${data.withheld} refused answers left out for what they hold`);
  for (const line of metricLines(metrics)) say(`         ${printable(line)}`);
  for (const note of notes) say(`         note: ${printable(note)}`);
  say(`         ${isolationWords(isolation)}`);
  say(`         sha256 ${sha256}`);
  say(
    `         Nothing ranks by it yet: codelumi validate --reranker ${file} says whether it is better.`,
  );
  say(`         ${printable(inUseWords(inUse))}`);
}

/** One line for the figures of each ranking. */
function metricLines(metrics: readonly Metric[]): string[] {
  const byRanking = new Map<string, Metric[]>();
  for (const metric of metrics)
    addToGroup(byRanking, metric.name.slice(0, metric.name.indexOf('.') + 1), metric);
  return [...byRanking].map(([ranking, figures]) => {
    const told = figures.map(
      ({ name, value, interval }) =>
        `${name.slice(ranking.length)} ${Number(value.toFixed(4))}${intervalWords(interval)}`,
    );
    const n = Math.min(...figures.map((figure) => figure.n));
    return `${ranking === '' ? '' : `${ranking.slice(0, -1)}: `}${told.join(', ')} (n ${n})`;
  });
}

function intervalWords(interval: Metric['interval']): string {
  if (interval === undefined || interval === null) return '';
  return ` (95 %: ${interval.low.toFixed(3)} to ${interval.high.toFixed(3)})`;
}
