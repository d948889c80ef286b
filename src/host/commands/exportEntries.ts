import { basename, dirname, join } from 'node:path';
import { l10n, Uri, window } from 'vscode';
import {
  type ExportInput,
  type ExportSource,
  FORMAT_IDS,
  FORMAT_WORDS,
  type FormatId,
} from '../../core/exporting/exportInput.js';
import type { Exported } from '../../core/exporting/exportKnowledge.js';
import { counted } from '../../core/records/counted.js';
import type { ErrorReporter } from '../errorReporter.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { runWithProgress } from '../jobs/runWithProgress.js';
import { plainMessage } from '../plainMessage.js';
import type { SnapshotReleases } from '../releases/snapshotReleases.js';
import { pathInWorkspace } from '../workspace/pathInWorkspace.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';

const TITLE = l10n.t('Export');
const OPEN = l10n.t('Open Manifest');
/** Of a data set of questions that a model is to be measured with as well. */
const USUAL_SPLIT = '80/10/10';

export interface ExportWorld {
  readonly jobs: JobRunner;
  readonly errors: ErrorReporter;
  readonly releases: Pick<SnapshotReleases, 'refresh' | 'all'>;
}

/** "Export…": asks for the form, what, how it is split, and where to; a dialog that is closed ends it. */
export async function exportEntries(world: ExportWorld): Promise<void> {
  const root = requireTrustedRoot();
  const format = await chooseFormat();
  const from = format && (await chooseSource(format, world));
  if (format === undefined || from === undefined) return;
  const split = await chooseSplit();
  if (split === undefined) return;
  const place = await choosePlace(format, from, root);
  if (place === undefined) return;
  const input = { format, from, ...place, split: split.shares };
  const done = await runExport(input, root, world);
  // Not awaited: the command is over, the message stays. Opening can still fail.
  tell(done, place, root).catch((error) => world.errors.report(error));
}

/** With progress and a button to cancel. Nothing is left of what was cancelled. */
export function runExport(
  input: ExportInput,
  root: string,
  { jobs }: Pick<ExportWorld, 'jobs'>,
): Promise<Exported> {
  return runWithProgress(l10n.t('CodeLumi: exporting'), (token, onProgress) =>
    jobs.run('exportKnowledge', input, root, { token, onProgress }),
  );
}

async function chooseFormat(): Promise<FormatId | undefined> {
  const rows = FORMAT_IDS.map((format) => ({ label: FORMAT_WORDS[format], format }));
  return (await window.showQuickPick(rows, { title: TITLE, placeHolder: l10n.t('In which form?') }))
    ?.format;
}

async function chooseSource(
  format: FormatId,
  { releases }: ExportWorld,
): Promise<ExportSource | undefined> {
  await releases.refresh();
  const rows = sourceRows(format, releases.all);
  return (await window.showQuickPick(rows, { title: TITLE, placeHolder: l10n.t('What?') }))?.from;
}

/** What may be exported in a form, as it is offered. */
export function sourceRows(
  format: FormatId,
  snapshots: SnapshotReleases['all'],
): { readonly label: string; readonly description: string; readonly from: ExportSource }[] {
  const queue = {
    label: l10n.t('All candidates'),
    description: l10n.t('also what nobody accepted; what is private is masked'),
    from: { kind: 'candidates' },
  } as const;
  return [
    {
      label: l10n.t('What is accepted'),
      description: l10n.t('and signed'),
      from: { kind: 'accepted' },
    },
    ...snapshots.map(({ name, counts }) => ({
      label: name,
      description: counted(counts.entries, 'entry', 'entries'),
      from: { kind: 'snapshot', name } as const,
    })),
    ...(format === 'pairs' ? [] : [queue]),
  ];
}

async function chooseSplit(): Promise<{ readonly shares: string | undefined } | undefined> {
  const rows = [
    {
      label: l10n.t('No split'),
      description: l10n.t('everything is for training'),
      shares: undefined,
    },
    {
      label: l10n.t('Split {0}', USUAL_SPLIT),
      description: l10n.t('train, validation and test; near-duplicates stay together'),
      shares: USUAL_SPLIT,
    },
  ];
  return window.showQuickPick(rows, { title: TITLE, placeHolder: l10n.t('In how many parts?') });
}

type Place = Pick<ExportInput, 'out' | 'elsewhere'>;

async function choosePlace(
  format: FormatId,
  from: ExportSource,
  root: string,
): Promise<Place | undefined> {
  const name = `${from.kind === 'snapshot' ? from.name : from.kind}-${format}`;
  const uri = await window.showSaveDialog({
    title: l10n.t('Export as a New Folder'),
    saveLabel: TITLE,
    defaultUri: Uri.file(join(root, 'exports', name)),
  });
  return uri && placeOf(uri.fsPath, root);
}

/** As jobs name a place: in the workspace, or below a folder outside of it that a person chose. */
export async function placeOf(path: string, root: string): Promise<Place> {
  const inside = await pathInWorkspace(path, root);
  return inside === undefined ? { out: basename(path), elsewhere: dirname(path) } : { out: inside };
}

async function tell(
  { manifest: { counts, left_out: leftOut }, manifestFile }: Exported,
  { elsewhere }: Place,
  root: string,
): Promise<void> {
  const left = leftOut.reduce((sum, { count }) => sum + count, 0);
  const words = l10n.t(
    'Exported {0}{1}. The manifest says what and why.',
    counted(counts.exported, 'entry', 'entries'),
    left === 0 ? '' : l10n.t(', left out {0}', left),
  );
  if ((await window.showInformationMessage(plainMessage(words), OPEN)) !== OPEN) return;
  await window.showTextDocument(Uri.file(join(elsewhere ?? root, manifestFile)), { preview: true });
}
