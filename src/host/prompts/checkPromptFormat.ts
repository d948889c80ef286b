import { commands, l10n, window } from 'vscode';
import type { PromptCheck } from '../../core/validation/prompts/checkPrompts.js';
import type { PromptSides } from '../../core/validation/prompts/promptText.js';
import { printableLine } from '../../shared/printable.js';
import type { RecordDocuments } from '../compare/recordDocuments.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { runWithProgress } from '../jobs/runWithProgress.js';
import { plainMessage } from '../plainMessage.js';
import { requireRoot } from '../workspace/workspaceFolder.js';

const LONGEST_NAME = 80;
const LONGEST_SENTENCE = 400;

/**
 * "Check Prompt Format": what the assistant sends to the model, held against what was recorded. Files in which something
 * differs open in the diff editor, as recorded and as sent. Nothing is changed.
 */
export async function checkPromptFormat(
  jobs: JobRunner,
  documents: RecordDocuments,
): Promise<void> {
  const root = requireRoot();
  const check = await runWithProgress(l10n.t('CodeLumi: checking prompts'), (token, onProgress) =>
    jobs.run('checkGoldenPrompts', {}, root, { token, onProgress }),
  );
  for (const sides of check.sides) await openDiff(sides, documents);
  // Not awaited: the command is over, the message stays.
  const words = plainMessage(wordsFor(check));
  if (check.status === 'pass') void window.showInformationMessage(words);
  else void window.showWarningMessage(words);
}

async function openDiff(
  { file, recorded, answered }: PromptSides,
  documents: RecordDocuments,
): Promise<void> {
  const name = printableLine(file.slice(file.lastIndexOf('/') + 1), LONGEST_NAME);
  await commands.executeCommand(
    'vscode.diff',
    documents.add(`recorded/${name}`, recorded),
    documents.add(`sent/${name}`, answered),
    l10n.t('{0}: recorded ↔ sent', name),
    { preview: false },
  );
}

function wordsFor({ status, cases, harness, differences, problems }: PromptCheck): string {
  const counted = cases === 1 ? l10n.t('golden prompt') : l10n.t('{0} golden prompts', cases);
  if (status === 'pass')
    return harness === 'reference'
      ? l10n.t(
          'The {0} keep to the format with this knowledge base. No harness of the assistant is set, so its own code was not tried.',
          counted,
        )
      : l10n.t('The assistant sends what was recorded for the {0}.', counted);
  const [first = l10n.t('There are no golden prompts in training/eval/prompts')] = [
    ...problems,
    ...differences.map(({ what }) => what),
  ];
  const more = problems.length + differences.length - 1;
  const rest = more > 0 ? l10n.t(' And {0} more; codelumi prompts check tells all.', more) : '';
  return `${printableLine(first, LONGEST_SENTENCE)}.${rest}`;
}
