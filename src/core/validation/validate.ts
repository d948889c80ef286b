import type { Job, JobContext } from '../job.js';
import {
  inUseAsFarAsTold,
  inUseWords,
  type RerankerInUse,
  releasesOrError,
  requireInUse,
} from '../registry/rerankerInUse.js';
import { readEvaluationContext } from '../screening/context/screeningContext.js';
import { verify } from '../verification/verify.js';
import { readConfig } from '../workspace/config.js';
import type { Config } from '../workspace/configSchema.js';
import { bisect } from './bisect/bisect.js';
import { bySuspicion } from './bisect/suspects.js';
import { annotatedGate } from './gates/annotatedGate.js';
import { readCanaries } from './gates/canaryGate.js';
import type { GateResult } from './gates/gateResult.js';
import { promptsGate } from './gates/promptsGate.js';
import { type RankedVersion, rankedGates } from './gates/rankedGates.js';
import { recordGates } from './gates/recordGates.js';
import { scoresGate } from './gates/scoresGate.js';
import { textGates } from './gates/textGates.js';
import { readAnnotated } from './holdout/annotated.js';
import { comparedQueries } from './holdout/comparedQueries.js';
import { answerableQueries, rankHoldout } from './holdout/compareOnHoldout.js';
import type { EvaluationSet } from './holdout/evaluationLines.js';
import { readHoldout } from './holdout/holdout.js';
import { rankingRow } from './holdout/rankingRows.js';
import { type NamedReranker, referenceRows } from './holdout/referenceRows.js';
import { comparePrompts } from './prompts/checkPrompts.js';
import { blameOf } from './report/blame.js';
import { changedQueries } from './report/changedQueries.js';
import { linesLeftOut } from './report/linesLeftOut.js';
import { orderNotes } from './report/orderNotes.js';
import type { ReportedSide, ValidationReport } from './report/validationReport.js';
import { verdictOf } from './report/verdict.js';
import { type WrittenReport, writeReport } from './report/writeReport.js';
import { gatesWithData } from './rules/requiredGates.js';
import { alsoRequired, readValidationRules } from './rules/validationRules.js';
import type { ValidateInput } from './validateInput.js';
import { againstInUse } from './versions/againstInUse.js';
import { type Change, changesBetween } from './versions/changes.js';
import { type HashedVersion, readVersions, type Versions } from './versions/readVersions.js';
import { type OpenReranker, rerankerOpener, SETTINGS_SCORER } from './versions/rerankerChoice.js';

export interface ValidateResult extends WrittenReport {
  readonly report: ValidationReport;
}

/** Of everything that is drawn at random. */
const SEED = 1;

/**
 * "Run Validation": holds what would be released against what is in use, gate by gate, and keeps the report. Nothing else is
 * written. Same files, same report but for its time.
 *
 * @throws CodelumiError `not-found` when there is nothing to validate, or no such snapshot or reranker; `invalid-input` when
 *   what was reviewed, or a reranker that was named, cannot be read
 */
export const validate: Job<ValidateInput, ValidateResult> = async (asked, context) => {
  const releases = await releasesOrError(context);
  const { input, note } = againstInUse(asked, releases);
  const config = await readConfig(context.files);
  const rules = await readValidationRules(context, config);
  const { policy } = rules;
  const versions = await readVersions(context, config, input);
  const [holdout, canaries, annotated] = [
    await readHoldout(context),
    await readCanaries(context),
    await readAnnotated(context),
  ];
  const open = rerankerOpener(context, input.reranker, config.reranking);
  const openBaseline = rerankerOpener(context, input.baselineReranker, config.reranking);
  const baseline = await rankedVersion(versions.baseline, openBaseline);
  const candidate = await rankedVersion(versions.candidate, open);
  context.progress({ message: 'Ranking the holdout' });
  const queries = answerableQueries(holdout.lines, [baseline.version, candidate.version]);
  const before = await rankHoldout(context, baseline.system, baseline.version, queries);
  const measure = {
    queries,
    before: baseline.version,
    baseline: before,
    canaries,
    policy,
  };
  const { ranked, gates: found } = await rankedGates(context, candidate, measure);
  const prompts = await comparePrompts(context, config, candidate.system.knowledge);
  context.progress({ message: 'Scoring what is new' });
  const compared = { baseline: baseline.version, candidate: candidate.version };
  const scores = await scoresGate(context, compared, candidate.system, policy);
  const gates = [
    ...found,
    await annotatedGate(
      context,
      annotated,
      {
        baseline: { version: baseline.version, open: openBaseline },
        candidate: { version: candidate.version, open },
      },
      policy,
    ),
    scores,
    ...(await gatesOfRecords(context, config, versions)),
    promptsGate(prompts.check),
  ];
  const hasPrompts = prompts.golden.files.length > 0 || prompts.recordings.heads.length > 0;
  const measured = { canaries, annotated, hasPrompts, scores };
  const required = alsoRequired(rules, gatesWithData(measured, policy));
  const changes = changesBetween(baseline.version, candidate.version);
  const changed = changedQueries(comparedQueries(queries, before, ranked), changes);
  const inUse = await inUseAsFarAsTold(context, releases);
  const reference = await referenceRows(context, {
    candidate,
    before: baseline.version,
    queries,
    ranked,
    others: otherRerankers(context, input, config, inUse),
    newReranker: input.reranker,
    seed: SEED,
  });
  const blame = await bisect(context, {
    candidate: candidate.version,
    open,
    measure,
    changes: bySuspicion(changes, changed.regressed),
  });
  const sets = [holdout, annotated, canaries];
  const counted = new Set(queries);
  const report: ValidationReport = {
    v: 1,
    created_at: context.clock.now().toISOString(),
    tool_version: context.toolVersion,
    verdict: verdictOf(gates, required.policy),
    compared: {
      baseline: sideOf(versions.baseline, baseline, input.baselineReranker),
      candidate: sideOf(versions.candidate, candidate, input.reranker),
    },
    sets: sets.map(setOf),
    policy: required.policy,
    rules: [...required.rules],
    seed: SEED,
    changes: countsOf(changes),
    gates,
    rows: [rankingRow('baseline', before), rankingRow('candidate', ranked), ...reference.rows].map(
      ({ row, figures }) => ({ row, figures: [...figures] }),
    ),
    notes: [
      ...(note === undefined ? [] : [note]),
      ...orderNotes(input),
      inUseWords(inUse),
      ...reference.notes,
      ...heldBackNotes(versions),
      ...linesLeftOut(sets),
    ],
    queries: {
      n: queries.length,
      unanswerable: holdout.lines
        .filter((query) => !counted.has(query))
        .map(({ value: { query }, place }) => ({ query, place })),
      ...changed,
    },
    blame: blameOf(blame),
  };
  return { ...(await writeReport(context, report)), report };
};

async function rankedVersion(
  { version }: HashedVersion,
  open: OpenReranker,
): Promise<RankedVersion> {
  const knowledge = version.index();
  return { version, system: { knowledge, reranker: await open(knowledge) } };
}

/** The gates that depend on files and texts, not on what is found. */
async function gatesOfRecords(
  context: JobContext,
  { screening, policy }: Pick<Config, 'screening' | 'policy'>,
  { baseline, candidate, composed }: Versions,
): Promise<GateResult[]> {
  const versions = { baseline: baseline.version, candidate: candidate.version };
  const evaluation = await readEvaluationContext(context);
  const records = recordGates(await verify({ base: false }, context), composed, policy);
  context.progress({ message: 'Screening what is new' });
  return [...records, ...textGates(context, versions, { screening, evaluation })];
}

/** Those that have a row beside the candidate's, each once: that in use, the baseline's, and the scorer of the settings. */
function otherRerankers(
  context: JobContext,
  { reranker, baselineReranker }: ValidateInput,
  { reranking }: Config,
  inUse: RerankerInUse,
): NamedReranker[] {
  const named = (role: string, file: string): NamedReranker => ({
    role,
    file,
    open: rerankerOpener(context, file, reranking),
  });
  const others: NamedReranker[] = [];
  if (inUse.file !== null) {
    const { role, file, open } = named('reranker in use', inUse.file);
    const opened: OpenReranker = async (knowledge) => {
      const found = await open(knowledge);
      return found && requireInUse(inUse, found);
    };
    others.push({ role, file, open: opened });
  }
  if (baselineReranker !== undefined && baselineReranker !== inUse.file)
    others.push(named('reranker of the baseline', baselineReranker));
  const isNamed = [reranker, baselineReranker].includes(SETTINGS_SCORER);
  if (reranking.command !== undefined && !isNamed)
    others.push(named('scorer of the settings', SETTINGS_SCORER));
  return others;
}

function countsOf(changes: readonly Change[]): ValidationReport['changes'] {
  const candidates = changes.flatMap(({ acceptances }) =>
    acceptances.map((each) => each.candidate),
  );
  return {
    entries: changes.reduce((sum, { entries }) => sum + entries.length, 0),
    candidates: new Set(candidates).size,
  };
}

function sideOf(
  { version, sha256 }: HashedVersion,
  { system: { reranker } }: RankedVersion,
  file: string | undefined,
): ReportedSide {
  const knowledge = { name: version.name, sha256, entries: version.entries.size };
  if (reranker === undefined || file === undefined) return { knowledge, reranker: null };
  const { name, version: number, sha256: hash } = reranker;
  return { knowledge, reranker: { file, name, version: number, sha256: hash } };
}

/** What was accepted and is not in the candidate: its absence is no oversight of the validation. */
function heldBackNotes({ composed }: Versions): string[] {
  const heldBack = composed?.heldBack ?? [];
  return heldBack.map(({ candidate, why }) => `${candidate} is held back: it ${why}.`);
}

function setOf({
  file,
  sha256,
  lines,
  faults,
}: EvaluationSet<unknown>): ValidationReport['sets'][number] {
  return { file, sha256: sha256 ?? null, lines: lines.length, faults: faults.length };
}
