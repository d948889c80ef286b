import { counted } from '../../core/records/counted.js';
import type { PromptCheck } from '../../core/validation/prompts/checkPrompts.js';
import { promptDiff } from '../../core/validation/prompts/promptText.js';
import type { PromptsRecorded } from '../../core/validation/prompts/recordPrompts.js';
import { printable, printableLine } from '../../shared/printable.js';
import { say } from '../terminal.js';

/** Characters of a sentence about one difference. */
const LONGEST = 600;

const STATUS = { pass: 'PASS', fail: 'FAIL', 'no-data': 'NO DATA' } as const;

export function printPromptCheck(check: PromptCheck): void {
  const { status, harness, cases, differences, problems } = check;
  const whose =
    harness === 'reference'
      ? 'with our reference: only what the knowledge base does to prompts was looked at'
      : "with the workspace's harness";
  say(`prompts    ${STATUS[status]}  ${counted(cases, 'case')} ${whose}`);
  say(`recording  ${recordingWords(check)}`);
  for (const problem of problems) say(`  ${printableLine(problem, LONGEST)}.`);
  for (const { file, path, case: name, what } of differences) {
    say(`  ${printableLine(`${file} ${path} ("${name}")`, LONGEST)}`);
    say(`    ${printableLine(what, LONGEST)}.`);
  }
  for (const sides of check.sides) {
    const diff = promptDiff(sides);
    if (diff !== undefined) say(`\n${printable(diff)}`);
  }
}

export function printToRecord(check: PromptCheck): void {
  printPromptCheck(check);
  say('\nNothing was recorded. With --yes that is what is to be sent from now on.');
}

export function printRecorded({ state, files, accepted, approved_by: by }: PromptsRecorded): void {
  if (state === 'unchanged') say('Nothing to record: all is as recorded, and approved.');
  else say(`Recorded: ${accepted.length} differences accepted in ${files.length} files.`);
  for (const file of files) say(`  ${printableLine(file, LONGEST)}`);
  say(`approved by ${printableLine(by.join(', '), LONGEST)}`);
}

function recordingWords({ recording: { state, approved_by: by, reason } }: PromptCheck): string {
  if (state === 'unsigned') return 'not signed; there are no signers';
  if (state === 'unapproved') return 'NOT approved by a signer';
  const why = reason === undefined ? '' : `: ${printableLine(reason, LONGEST)}`;
  return `approved by ${printableLine(by.join(', '), LONGEST)}${why}`;
}
