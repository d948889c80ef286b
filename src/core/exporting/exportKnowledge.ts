import { CodelumiError } from '../errors.js';
import type { Job } from '../job.js';
import { readEvaluationContext } from '../screening/context/screeningContext.js';
import { sumOf } from '../statistics/sumOf.js';
import { readConfig } from '../workspace/config.js';
import { type ExportInput, requireLicence } from './exportInput.js';
import type { ExportManifest } from './exportManifest.js';
import { datasetCard } from './formats/datasetCard.js';
import { FORMATS } from './formats/formats.js';
import type { LeftOut } from './leftOut.js';
import { ExportPlan } from './plan.js';
import { openSource } from './sources/openSource.js';
import type { RowSource } from './sources/rowSource.js';
import { parseSplit } from './splitShares.js';
import { MANIFEST, manifestBeside, openTarget } from './target.js';
import { writeExport } from './writeExport.js';

export interface Exported {
  /** As it was named. */
  readonly out: string;
  /** Of the manifest, in the same place. */
  readonly manifestFile: string;
  readonly manifest: ExportManifest;
}

const USUAL_SEED = 'codelumi';
const LONGEST_SEED = 64;

/**
 * Writes what was accepted, a snapshot, or the queue in a form that other tools read, with a manifest. What quality is
 * measured with is never in it, nor what is private, erased, or (unless it is asked for) not signed.
 *
 * @throws CodelumiError `wrong-usage`, `not-found` where nothing is left to export, `not-trusted`, `invalid-input` when what is
 *   exported is damaged, `changed-meanwhile`
 */
export const exportKnowledge: Job<ExportInput, Exported> = async (input, context) => {
  const format = FORMATS[input.format];
  const license = requireLicence(input.licence ?? 'unknown');
  const shares = input.split === undefined ? undefined : parseSplit(input.split);
  const seed = requireSeed(input.seed ?? USUAL_SEED);
  if (input.from.kind === 'candidates' && format.id === 'pairs') throw notReviewed();
  const config = await readConfig(context.files);
  const target = await openTarget(context, input, format, config);
  const evaluation = await readEvaluationContext(context);
  const source = await openSource(context, input, config, evaluation);
  const plan = new ExportPlan(context, source, evaluation, config);
  await plan.make({ shares, seed });
  if (plan.exported === 0) throw nothingLeft(plan.leftOut);
  const { exported, groups } = plan;
  const [train, validation, test] = [
    plan.countOf('train'),
    plan.countOf('validation'),
    plan.countOf('test'),
  ];
  const head = {
    v: 1,
    kind: 'codelumi-export',
    created_at: context.clock.now().toISOString(),
    tool_version: context.toolVersion,
    format: format.id,
    source: sourceOf(source, input),
    license,
    ...(shares && { split: { shares: shares.join('/'), seed, groups: groups ?? 0 } }),
    counts: { read: plan.read, exported, train, validation, test },
  } as const;
  const tail = { left_out: plan.leftOut.map(plain), notes: notesOf(source, plan, input) };
  const filesOf = await format.open({ context, config, source });
  const manifest = await writeExport(context, target, plan, filesOf, {
    card:
      format.id === 'hf'
        ? (files) => datasetCard({ ...head, ...tail }, sumOf(files.map(({ bytes }) => bytes)))
        : undefined,
    manifest: (files) => ({ ...head, files: [...files], ...tail }),
  });
  const manifestFile = target.isFile ? manifestBeside(target.path) : `${target.path}/${MANIFEST}`;
  return { out: target.path, manifestFile, manifest };
};

function sourceOf(
  { kind, snapshot }: RowSource,
  { filter, unsigned = false }: ExportInput,
): ExportManifest['source'] {
  return {
    from: kind,
    ...(snapshot && { snapshot: snapshot.name, sha256: snapshot.sha256 }),
    ...(snapshot?.merkleRoot && { merkle_root: snapshot.merkleRoot }),
    ...(filter !== undefined && { filter }),
    unsigned: unsigned || kind === 'candidates',
  };
}

function notesOf(
  { kind }: RowSource,
  { masked, unreviewed }: ExportPlan,
  { unsigned = false }: ExportInput,
): string[] {
  if (kind === 'candidates')
    return [
      `This is what waits in review and what was decided there; nobody has to have accepted it. Something is open in ${masked} of the texts; what is private in them is masked.`,
    ];
  return [
    ...(unsigned ? ['Acceptances that nobody signed are in it.'] : []),
    ...(unreviewed > 0
      ? [
          `${unreviewed} entries were in the knowledge base before anything was reviewed; no acceptance stands behind them.`,
        ]
      : []),
  ];
}

function plain({ reason, why, count, ids }: LeftOut): ExportManifest['left_out'][number] {
  return { reason, why, count, ids: [...ids] };
}

/** It stands in a card. */
function requireSeed(seed: string): string {
  if (/^[\w.-]+$/u.test(seed) && seed.length <= LONGEST_SEED) return seed;
  throw new CodelumiError({
    reason: 'wrong-usage',
    what: 'A seed is letters, digits, dots, dashes and underscores, 64 at most',
    remedy: 'Give another one.',
  });
}

function notReviewed(): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: 'Pairs are made of answers that people decided on',
    remedy: 'Export them from accepted or from a snapshot.',
  });
}

function nothingLeft(leftOut: readonly LeftOut[]): CodelumiError {
  const why = leftOut.map(({ count, why: words }) => `${count} ${words}`).join('; ');
  const isUnsigned = leftOut.some(({ reason }) => reason === 'unsigned');
  return new CodelumiError({
    reason: 'not-found',
    what: why === '' ? 'There is nothing to export' : `There is nothing left to export: ${why}`,
    remedy: isUnsigned
      ? 'Have acceptances signed (codelumi review sign), or export what is not signed with --unsigned.'
      : 'Accept candidates first, or choose another source.',
  });
}
