import { formatPlace } from '../errors.js';
import { counted } from '../records/counted.js';
import { codeCell } from '../records/markdownText.js';
import { visibleLine } from '../records/visibleText.js';
import type { Fault } from './fault.js';
import type { VerifyResult } from './verify.js';

/** So many of each are told one by one: forges cut long comments. */
const SHOWN = 50;
const LONGEST = 300;

/** What verification found, for a pull request. Words from files stand in code spans, where nothing is markup. */
export function verdictMarkdown({ faults, warnings, checked, mended }: VerifyResult): string {
  const { candidates, decisions, accepted, snapshots } = checked;
  const parts = [
    faults.length === 0
      ? '## ✅ CodeLumi: verified'
      : `## ❌ CodeLumi: ${counted(faults.length, 'fault')}`,
    `${counted(decisions, 'decision')} on ${counted(candidates, 'candidate')}, ${accepted} accepted, ${counted(snapshots, 'snapshot')} looked at.`,
    ...faultTable('Faults', faults),
    ...faultTable('Warnings', warnings),
  ];
  if (mended.length > 0)
    parts.push(`Derived here from the journals: ${counted(mended.length, 'file')}.`);
  return `${parts.join('\n\n')}\n`;
}

/** A heading and a table, or nothing where nothing was found. */
export function faultTable(heading: string, found: readonly Fault[]): string[] {
  if (found.length === 0) return [];
  const rows = found.slice(0, SHOWN).map(({ check, place, message }) => {
    const where = codeCell(visibleLine(formatPlace(place), LONGEST));
    return `| ${where} | ${check} | ${codeCell(visibleLine(message, LONGEST))} |`;
  });
  const left = found.length - rows.length;
  return [
    `### ${heading}`,
    ['| where | what | |', '|---|---|---|', ...rows].join('\n'),
    ...(left === 0 ? [] : [`and ${left} more; \`codelumi verify\` lists all.`]),
  ];
}
