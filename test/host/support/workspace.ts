import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { JobRunner } from '../../../src/host/jobs/jobRunner.js';
import { createLog } from '../../../src/host/log.js';
import { ReviewDesk } from '../../../src/host/review/reviewDesk.js';

const ID = 'codelumi.codelumi-pipeline';

export function root(): string {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error('The host tests need a workspace.');
  return folder.uri.fsPath;
}

/** The extension, activated. */
export async function activated(): Promise<vscode.Extension<unknown>> {
  const extension = vscode.extensions.getExtension(ID);
  if (extension === undefined) throw new Error(`${ID} is not installed.`);
  await extension.activate();
  return extension;
}

/** Brings the workspace back to what the assistant left: no candidates, no decisions, no settings. */
export async function forgetReview(): Promise<void> {
  const staged = await readdir(join(root(), 'staging_kb'));
  const days = staged.filter((name) => /^\d{4}-/u.test(name)).map((name) => `staging_kb/${name}`);
  for (const path of ['candidates', '.codelumi', 'training/snapshots', ...days]) {
    await rm(join(root(), path), { recursive: true, force: true });
  }
}

/** A second desk on the same workspace: what another window would be. */
export async function anotherDesk(): Promise<{ desk: ReviewDesk; jobs: JobRunner }> {
  const { extensionPath } = await activated();
  const jobs = new JobRunner(join(extensionPath, 'dist', 'codelumi.cjs'), createLog());
  const desk = new ReviewDesk(join(extensionPath, 'dist', 'review.worker.cjs'));
  return { desk, jobs };
}

export function uriOf(path: string): vscode.Uri {
  return vscode.Uri.file(join(root(), path));
}

export function read(path: string): Promise<string> {
  return readFile(join(root(), path), 'utf8');
}

export function write(path: string, content: string): Promise<void> {
  return writeFile(join(root(), path), content);
}

/** Waits until something holds; for what the editor does in its own time. */
export async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain until ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
