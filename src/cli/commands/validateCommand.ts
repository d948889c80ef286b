import { relative, resolve, sep } from 'node:path';
import { Command } from 'commander';
import type { JobContext } from '../../core/job.js';
import { formatFixed } from '../../core/retrieval/metrics/formatFigure.js';
import { recordedJobs } from '../../core/runs/recordedJobs.js';
import type { Figure } from '../../core/validation/gates/gateResult.js';
import { reportJunit } from '../../core/validation/report/reportJunit.js';
import { reportMarkdown } from '../../core/validation/report/reportMarkdown.js';
import type { ChangedQuery, ReportedSide } from '../../core/validation/report/validationReport.js';
import type { RuleOrigin } from '../../core/validation/rules/validationRules.js';
import type { ValidateResult } from '../../core/validation/validate.js';
import type { ValidateInput } from '../../core/validation/validateInput.js';
import { SETTINGS_SCORER } from '../../core/validation/versions/rerankerChoice.js';
import { printable, printableLine } from '../../shared/printable.js';
import { EXIT } from '../exitCode.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { say } from '../terminal.js';

interface ValidateOptions extends CommonOptions {
  readonly snapshot?: string;
  readonly baseline?: string;
  readonly reranker?: string;
  readonly baselineReranker?: string;
  readonly markdown?: string;
  readonly junit?: string;
}

const SHOWN_QUERIES = 20;
const QUERY_LENGTH = 60;
const COLUMNS = ['success@1', 'precision@10', 'recall@10', 'mrr@10', 'map', 'ndcg@10'];

export function validateCommand(): Command {
  return withCommonOptions(new Command('validate'))
    .description(
      'hold what would be released against what is in use, gate by gate; exit code 1 unless it passes',
    )
    .option('--snapshot <name>', 'the candidate is this snapshot, not what would be built now')
    .option(
      '--baseline <name>',
      'the baseline: a snapshot, or knowledge-base; default: what is in production, the knowledge base where nothing is; without rollouts the newest snapshot before',
    )
    .option(
      '--reranker <file>',
      `the candidate's reranker, or ${SETTINGS_SCORER}, the scorer of the settings; default: none, the order of BM25F`,
    )
    .option(
      '--baseline-reranker <file>',
      "the baseline's; default: that in production, if the baseline is; else none, the order of BM25F",
    )
    .option('--markdown <file>', 'write the report as Markdown, too, to a file of the workspace')
    .option('--junit <file>', 'write the gates as JUnit XML to a file of the workspace')
    .action((options: ValidateOptions) =>
      runCommand(
        options,
        async (context) => {
          await refuseOutside(options, context);
          const result = await recordedJobs.validate(inputOf(options, context), context);
          await writeForms(result, options, context);
          if (result.report.verdict !== 'pass') process.exitCode = EXIT.gateFailed;
          return result;
        },
        print,
      ),
    );
}

function inputOf(
  { snapshot, baseline, reranker, baselineReranker }: ValidateOptions,
  { files }: JobContext,
): ValidateInput {
  const inWorkspace = (file: string | undefined) =>
    file === SETTINGS_SCORER ? file : file && pathIn(files.root, file);
  return {
    snapshot,
    baseline,
    reranker: inWorkspace(reranker),
    baselineReranker: inWorkspace(baselineReranker),
  };
}

/** As paths of the workspace are written; one that leads out of it is refused when it is used. */
function pathIn(root: string, file: string): string {
  return relative(root, resolve(root, file)).split(sep).join('/');
}

/** Before the work is done, not after it. */
async function refuseOutside(
  { markdown, junit }: ValidateOptions,
  { files }: JobContext,
): Promise<void> {
  for (const file of [markdown, junit])
    if (file !== undefined) await files.stat(pathIn(files.root, file));
}

async function writeForms(
  { report, file }: ValidateResult,
  { markdown, junit }: ValidateOptions,
  { files }: JobContext,
): Promise<void> {
  if (markdown !== undefined)
    await files.replace(pathIn(files.root, markdown), reportMarkdown(report, file));
  if (junit !== undefined) await files.replace(pathIn(files.root, junit), reportJunit(report));
}

function print({ report, file }: ValidateResult): void {
  const { compared, gates, rows, notes, queries, blame, verdict, changes } = report;
  say(`baseline   ${sideWords(compared.baseline)}`);
  say(`candidate  ${sideWords(compared.candidate)}`);
  say(`changes    ${changes.entries} entries, by ${changes.candidates} accepted candidates`);
  say('');
  for (const { gate, status, words, details } of gates) {
    say(`${gate.padEnd(13)} ${status.padEnd(12)} ${printable(words)}`);
    for (const detail of details.slice(0, SHOWN_QUERIES)) say(`  ${printableLine(detail, 300)}`);
  }
  for (const words of ruleWords(report)) say(words);
  if (blame !== null) printBlame(blame);
  say('');
  say(
    `${queries.n} holdout queries`.padEnd(44) + COLUMNS.map((name) => name.padStart(13)).join(''),
  );
  for (const { row, figures } of rows)
    say(
      printableLine(row, 43).padEnd(44) +
        COLUMNS.map((name) => figureOf(figures, name).padStart(13)).join(''),
    );
  for (const note of notes) say(printable(note));
  printQueries('worse', queries.regressed);
  printQueries('better', queries.improved);
  if (queries.unanswerable.length > 0)
    say(`${queries.unanswerable.length} queries that neither answers count in no figure`);
  say('');
  say(`${verdict}; the report is ${file}`);
}

/** Which gates must pass because there is something to ask them, and what a policy holds. */
function ruleWords({ rules = [] }: ValidateResult['report']): string[] {
  const named = (...from: readonly RuleOrigin[]) =>
    rules.filter((each) => from.includes(each.from)).map(({ rule, value }) => `${rule} ${value}`);
  const asked = named('workspace').map((words) => words.replace(/^required\.(.*) true$/u, '$1'));
  const held = named('policy', 'approved-policy');
  return [
    ...(asked.length === 0 ? [] : [`must pass, as the workspace has data: ${asked.join(', ')}`]),
    ...(held.length === 0 ? [] : [`held by policy: ${held.join(', ')}`]),
  ];
}

function printBlame(blame: NonNullable<ValidateResult['report']['blame']>): void {
  say('');
  say(printable(blame.words));
  for (const { acceptances, entries } of blame.changes) {
    const by = acceptances.map(({ candidate }) => candidate).join(' ');
    say(`  ${printable(by || 'the knowledge base itself')}: ${printable(entries.join(' '))}`);
  }
}

function printQueries(how: string, queries: readonly ChangedQuery[]): void {
  if (queries.length === 0) return;
  say(`${queries.length} ${how} than before`);
  for (const { query, before, after, causes } of queries.slice(0, SHOWN_QUERIES)) {
    const ranks = `${before ?? '–'} → ${after ?? '–'}`;
    const by = causes.map(
      ({ id, what, acceptances: [first] }) => first?.candidate ?? `${id} ${what}`,
    );
    say(`  ${printableLine(query, QUERY_LENGTH)}  ${ranks}  ${printableLine(by.join(', '), 120)}`);
  }
  if (queries.length > SHOWN_QUERIES) say(`  and ${queries.length - SHOWN_QUERIES} more`);
}

function sideWords({ knowledge, reranker }: ReportedSide): string {
  const by =
    reranker === null ? 'in the order of BM25F' : `${printable(reranker.file)} ${reranker.version}`;
  return `${printable(knowledge.name)}, ${knowledge.entries} entries, ${by} (sha256 ${knowledge.sha256.slice(0, 12)})`;
}

function figureOf(figures: readonly Figure[], name: string): string {
  const found = figures.find((each) => each.name === name);
  return found === undefined ? '–' : formatFixed(found.value, 3);
}
