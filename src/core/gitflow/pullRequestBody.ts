import { counted } from '../records/counted.js';
import { codeCell, codeSpan } from '../records/markdownText.js';
import { visibleLine } from '../records/visibleText.js';
import type { JournalledDecision } from '../review/decisionJournals.js';
import { faultTable } from '../verification/verdictMarkdown.js';
import type { VerifyResult } from '../verification/verify.js';
import { countByAction, countWords, whatWasReviewed } from './decisionsSince.js';
import type { ReviewedRow } from './reviewedRows.js';

export interface BodyParts {
  readonly decisions: readonly JournalledDecision[];
  readonly rows: readonly ReviewedRow[];
  /** How many of the decisions bear no signature that holds. */
  readonly unsigned: number;
  readonly verdict: VerifyResult;
}

/** Forges cut what is longer than some 65,000 characters. */
const MOST_ROWS = 150;
const ORDER = ['accepted', 'rejected', 'flagged', 'pending', 'gone'] as const;

/**
 * What a pull request says about a review, in Markdown: counts, what stands in the way, and what became of each
 * candidate. Everything that people or logs wrote stands in code spans, so that nothing in it is a link, a
 * mention or a word that closes an issue.
 */
export function pullRequestBody({ decisions, rows, unsigned, verdict }: BodyParts): string {
  const parts = [
    ...summary(decisions),
    ...checks({ decisions, unsigned }, verdict),
    ...outcome(rows),
    ...table(rows),
    'Written by CodeLumi. `codelumi verify --mend` proves it from the files alone.',
  ];
  return `${parts.join('\n\n')}\n`;
}

function summary(decisions: readonly JournalledDecision[]): string[] {
  if (decisions.length === 0) return ['No new decisions; review files or settings changed.'];
  const people = [...new Set(decisions.map(({ decision }) => decision.reviewer.name))];
  const names = people.map((name) => codeSpan(visibleLine(name, 80))).join(', ');
  const counts = countWords(countByAction(decisions));
  return [`${decisions.length} decisions on ${whatWasReviewed(decisions)} by ${names}: ${counts}.`];
}

/** The gates that a machine can see; people see to the rest. */
function checks(
  { decisions, unsigned }: Pick<BodyParts, 'decisions' | 'unsigned'>,
  { faults }: VerifyResult,
): string[] {
  const of = (...kinds: readonly string[]) =>
    faults.filter(({ check }) => kinds.includes(check)).length;
  return [
    '### Gates',
    [
      gate(
        'Journals are unbroken, and every decision is on a candidate that is here',
        of('decisions'),
      ),
      gate(
        'Everything accepted may be released: checked, nothing private, nothing that blocks',
        of('acceptance'),
      ),
      gate('The log lines behind it are what was recorded', of('provenance')),
      gate(
        'Everything else that is verified',
        faults.length - of('decisions', 'acceptance', 'provenance'),
      ),
      `- [${unsigned === 0 ? 'x' : ' '}] Every decision is signed${unsigned === 0 ? '' : `: ${unsigned} of ${decisions.length} are not`}`,
    ].join('\n'),
    ...faultTable('Faults', faults),
  ];
}

function gate(words: string, faults: number): string {
  if (faults === 0) return `- [x] ${words}`;
  return `- [ ] ${words}: ${counted(faults, 'fault')}`;
}

function outcome(rows: readonly ReviewedRow[]): string[] {
  if (rows.length === 0) return [];
  const counts = ORDER.map(
    (status) => [status, rows.filter((row) => row.status === status).length] as const,
  )
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `| ${status} | ${count} |`);
  return ['### Where they stand', ['| | candidates |', '|---|--:|', ...counts].join('\n')];
}

function table(rows: readonly ReviewedRow[]): string[] {
  if (rows.length === 0) return [];
  const shown = rows.slice(0, MOST_ROWS).map(lineOf);
  const left = rows.length - shown.length;
  const head = [
    '| candidate | stands | by | question | findings | reason |',
    '|---|---|---|---|---|---|',
  ];
  return [
    '### Decisions',
    [...head, ...shown].join('\n'),
    ...(left === 0 ? [] : [`and ${left} more; \`codelumi review list\` has all.`]),
  ];
}

function lineOf(row: ReviewedRow): string {
  const { candidate, status, isEdited, reviewer, question, findings, reason } = row;
  const cells = [
    codeCell(visibleLine(candidate, 60)),
    isEdited ? `${status}, edited` : status,
    cell(reviewer),
    cell(question),
    findings.map((rule) => codeCell(visibleLine(rule, 60))).join(' '),
    cell(reason),
  ];
  return `| ${cells.join(' | ')} |`;
}

function cell(text: string): string {
  return text === '' ? '' : codeCell(text);
}
