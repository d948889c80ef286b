import { formatPlace } from '../../errors.js';
import { codeCell, codeSpan } from '../../records/markdownText.js';
import { visibleLine } from '../../records/visibleText.js';
import { formatFixed } from '../../retrieval/metrics/formatFigure.js';
import type { Figure, GateResult } from '../gates/gateResult.js';
import type { RuleOrigin } from '../rules/validationRules.js';
import type { ChangedQuery, ReportedSide, ValidationReport } from './validationReport.js';

/** So many of each are told one by one; the JSON has all. */
const SHOWN = 50;
const LONGEST = 300;
/** A column each; the others are in the JSON. */
const COLUMNS = ['success@1', 'precision@10', 'recall@10', 'mrr@10', 'map', 'ndcg@10'];

const VERDICTS: Readonly<Record<ValidationReport['verdict'], string>> = {
  pass: '✅ CodeLumi: validated',
  fail: '❌ CodeLumi: a gate failed',
  inconclusive: '⚠️ CodeLumi: not shown to be as good',
};

const SIGNS: Readonly<Record<GateResult['status'], string>> = {
  pass: '✅ pass',
  fail: '❌ fail',
  inconclusive: '⚠️ inconclusive',
  'no-data': '⚪ no data',
};

/** A report for people. Words from files stand in code spans, where nothing is markup. */
export function reportMarkdown(report: ValidationReport, file: string): string {
  const { verdict, compared, gates, policy, rows, notes, queries, blame, changes, rules } = report;
  const parts = [
    `# ${VERDICTS[verdict]}`,
    `${report.created_at}, kept in ${code(file)}.`,
    table('| | knowledge base | entries | reranker |', [
      `| baseline | ${sideCells(compared.baseline)} |`,
      `| candidate | ${sideCells(compared.candidate)} |`,
    ]),
    `${changes.entries} entries are found differently, ${changes.candidates} accepted candidates are behind that.`,
    '## Gates',
    table(
      '| gate | | what was found |',
      gates.map(
        ({ gate, status, words }) =>
          `| ${gate}${policy.required.includes(gate) ? '' : ' (not required)'} | ${SIGNS[status]} | ${cell(words)} |`,
      ),
    ),
    '### Their figures',
    table('| gate | figure | value | 95 % | n | p |', gates.flatMap(figureRows)),
    ...gates.flatMap(detailsOf),
    ...ruleParts(rules),
    ...blameParts(blame),
    `## Rankings of ${queries.n} holdout queries`,
    'Each figure with its n and 95 % interval. All but the first row are of the candidate’s entries.',
    table(
      `| ranking | n | ${COLUMNS.join(' | ')} |`,
      rows.map(
        ({ row, figures }) =>
          `| ${cell(row)} | ${figures[0]?.n ?? 0} | ${COLUMNS.map((name) => figureCell(figures, name)).join(' | ')} |`,
      ),
    ),
    ...(notes.length === 0 ? [] : [list(notes)]),
    ...queryParts('Worse than before', queries.regressed),
    ...queryParts('Better than before', queries.improved),
    ...unanswerablePart(queries.unanswerable),
  ];
  return `${parts.join('\n\n')}\n`;
}

function figureRows({ gate, figures }: GateResult): string[] {
  return figures.map(({ name, value, interval, n, p }) => {
    const between = interval === null ? 'none' : spreadWords(interval);
    return `| ${gate} | ${cell(name)} | ${figureWords(value)} | ${between} | ${n} | ${p === undefined ? '' : figureWords(p)} |`;
  });
}

function detailsOf({ gate, details, candidates }: GateResult): string[] {
  if (details.length === 0) return [];
  const about = candidates.length === 0 ? [] : [`About ${candidates.map(code).join(', ')}.`];
  return [`### ${gate}`, list(details), ...about];
}

const ORIGINS: Readonly<Record<RuleOrigin, string>> = {
  usual: 'usual',
  settings: 'settings',
  policy: 'policy, which nobody can approve: there are no signers',
  'approved-policy': 'policy, approved by signers',
  workspace: 'the workspace has what it asks about',
};

/** Rules that say nothing but what is usual need no row each. */
function ruleParts(rules: ValidationReport['rules'] = []): string[] {
  const rows = rules
    .filter(({ rule, from }) => from !== 'usual' || !rule.startsWith('required.'))
    .map(({ rule, value, from }) => {
      const said = typeof value === 'boolean' ? (value ? 'must pass' : 'need not pass') : value;
      return `| ${cell(rule)} | ${said} | ${ORIGINS[from]} |`;
    });
  return rows.length === 0 ? [] : ['### By which rules', table('| rule | | from |', rows)];
}

/** Above the candidates that a failed gate is owed to. */
export const BLAMED_HEADING = '## Whom it is owed to';

function blameParts(blame: ValidationReport['blame']): string[] {
  if (blame === null) return [];
  const rows = blame.changes.slice(0, SHOWN).map(({ entries, acceptances }) => {
    const by = acceptances.map(({ candidate }) => candidate);
    return `| ${cell(by.length === 0 ? 'the knowledge base itself' : by.join(' '))} | ${cell(entries.join(' '))} |`;
  });
  const shown = rows.length === 0 ? [] : [table('| candidate | entries |', rows)];
  return [BLAMED_HEADING, code(blame.words), ...shown];
}

function queryParts(heading: string, queries: readonly ChangedQuery[]): string[] {
  if (queries.length === 0) return [`## ${heading}`, 'No query.'];
  const rows = queries.slice(0, SHOWN).map(({ query, place, before, after, ndcg, causes }) => {
    const figures = `${figureWords(ndcg.before)} → ${figureWords(ndcg.after)}`;
    const ranks = `${before ?? 'not found'} → ${after ?? 'not found'}`;
    return `| ${cell(query)} | ${cell(formatPlace(place))} | ${ranks} | ${figures} | ${cell(causes.map(causeWords).join('; '))} |`;
  });
  const left = queries.length - rows.length;
  return [
    `## ${heading}: ${queries.length}`,
    table('| query | where | rank | nDCG@10 | owed to |', rows),
    ...(left === 0 ? [] : [`and ${left} more; the report has all.`]),
  ];
}

function unanswerablePart(unanswerable: ValidationReport['queries']['unanswerable']): string[] {
  if (unanswerable.length === 0) return [];
  const rows = unanswerable
    .slice(0, SHOWN)
    .map(({ query, place }) => `| ${cell(query)} | ${cell(formatPlace(place))} |`);
  return [
    `## Answered by neither: ${unanswerable.length}`,
    'They count in no figure.',
    table('| query | where |', rows),
  ];
}

function causeWords({ id, what, acceptances }: ChangedQuery['causes'][number]): string {
  const by = acceptances.map(
    ({ candidate, decision }) => `${candidate}, decision ${decision.slice(0, 12)}`,
  );
  return by.length === 0 ? `${id} ${what}` : `${id} ${what} (${by.join('; ')})`;
}

function sideCells({ knowledge, reranker }: ReportedSide): string {
  const by =
    reranker === null ? 'none: the order of BM25F' : `${reranker.file} ${short(reranker.sha256)}`;
  return `${cell(`${knowledge.name} ${short(knowledge.sha256)}`)} | ${knowledge.entries} | ${cell(by)}`;
}

function figureCell(figures: readonly Figure[], name: string): string {
  const found = figures.find((each) => each.name === name);
  if (found === undefined) return '–';
  const { value, interval } = found;
  const spread = interval === null ? '' : ` (${spreadWords(interval)})`;
  return `${figureWords(value)}${spread}`;
}

function spreadWords({ low, high }: NonNullable<Figure['interval']>): string {
  return `${figureWords(low)} to ${figureWords(high)}`;
}

function figureWords(value: number): string {
  return formatFixed(value, 3);
}

function short(hash: string): string {
  return hash.slice(0, 12);
}

function table(head: string, rows: readonly string[]): string {
  const columns = head.split('|').length - 2;
  return [head, `|${'---|'.repeat(columns)}`, ...rows].join('\n');
}

function list(lines: readonly string[]): string {
  const shown = lines.slice(0, SHOWN).map((line) => `- ${code(line)}`);
  const left = lines.length - shown.length;
  return [...shown, ...(left === 0 ? [] : [`- and ${left} more`])].join('\n');
}

function code(text: string): string {
  return codeSpan(visibleLine(text, LONGEST));
}

function cell(text: string): string {
  return codeCell(visibleLine(text, LONGEST));
}
