import { l10n, type QuickPickItem, Uri, window, workspace } from 'vscode';
import type { SideInput } from '../../core/comparison/recordSide.js';
import { CodelumiError } from '../../core/errors.js';
import { committedBytes } from '../../node/gitVersion.js';
import { printableLine } from '../../shared/printable.js';
import { pathInWorkspace } from '../workspace/pathInWorkspace.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';

export interface ChosenSides {
  readonly before: SideInput;
  readonly after: SideInput;
}

const RECORDS = '**/*.{jsonl,json}';
const NOT_RECORDS = '**/{node_modules,.git,.vscode}/**';
const MOST_LISTED = 2_000;
const LONGEST_NAME = 200;

/**
 * Which two files to compare: those selected in the explorer; or the one given, or in the active editor,
 * with its last commit or with another one that is picked.
 *
 * @returns undefined when the choice was dismissed
 */
export async function chooseSides(
  root: string,
  target: unknown,
  selected: unknown,
): Promise<ChosenSides | undefined> {
  const uris = Array.isArray(selected) ? selected.filter((each) => each instanceof Uri) : [];
  const files = await Promise.all(uris.map((uri) => fileOf(uri, root)));
  const [one, other] = files;
  if (one !== undefined && other !== undefined && files.length === 2)
    return { before: { file: one }, after: { file: other } };
  const uri = target instanceof Uri ? target : window.activeTextEditor?.document.uri;
  if (uri === undefined) throw nothingChosen();
  return withOther(root, await fileOf(uri, root));
}

async function withOther(root: string, file: string): Promise<ChosenSides | undefined> {
  const name = printableLine(file, LONGEST_NAME);
  const head: QuickPickItem = {
    label: l10n.t('Its last commit'),
    description: l10n.t('HEAD, before → now'),
  };
  const another: QuickPickItem = {
    label: l10n.t('Another file…'),
    description: l10n.t('that one, before → now'),
  };
  const picked = await window.showQuickPick([head, another], {
    title: l10n.t('Compare records of {0}', name),
    placeHolder: l10n.t('With what?'),
  });
  if (picked === undefined) return undefined;
  if (picked === head) {
    const bytes = await committedBytes(requireTrustedRoot(), file);
    return { before: { file, bytes, name: `${file} (HEAD)` }, after: { file } };
  }
  const before = await pickFile(root, file);
  return before === undefined ? undefined : { before: { file: before }, after: { file } };
}

async function pickFile(root: string, except: string): Promise<string | undefined> {
  const found = await workspace.findFiles(RECORDS, NOT_RECORDS, MOST_LISTED);
  const paths = (
    await Promise.all(found.map(({ fsPath }) => pathInWorkspace(fsPath, root)))
  ).filter((path) => path !== undefined && path !== except);
  const items = paths
    .flatMap((path) =>
      path === undefined ? [] : [{ label: printableLine(path, LONGEST_NAME), path }],
    )
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const picked = await window.showQuickPick(items, {
    title: l10n.t('Compare records of {0}', printableLine(except, LONGEST_NAME)),
    placeHolder: l10n.t('With which file, as it was before?'),
  });
  return picked?.path;
}

async function fileOf(uri: Uri, root: string): Promise<string> {
  const file = uri.scheme === 'file' ? await pathInWorkspace(uri.fsPath, root) : undefined;
  if (file === undefined || !/\.jsonl?$/u.test(file)) throw nothingChosen();
  return file;
}

function nothingChosen(): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: l10n.t('No file of records is chosen'),
    remedy: l10n.t('Open a .jsonl or .json file of the workspace, or select two in the explorer.'),
  });
}
