import { window } from 'vscode';
import type { BuildResult } from '../../core/snapshots/build.js';
import type { ErrorReporter } from '../errorReporter.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { runWithProgress } from '../jobs/runWithProgress.js';
import { openLine } from '../workspace/openLine.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';

const OPEN_SNAPSHOT = 'Open Snapshot';
const OPEN_MANIFEST = 'Open Manifest';

/** "Build KB Snapshot": the knowledge base and everything accepted, as a new versioned file. */
export async function buildKbSnapshot(jobs: JobRunner, errors: ErrorReporter): Promise<void> {
  const root = requireTrustedRoot();
  const result = await runWithProgress('CodeLumi: building a KB snapshot', (token, onProgress) =>
    jobs.run('buildSnapshot', {}, root, { token, onProgress }),
  );
  // Not awaited: the command is over, the message stays. What follows from it can still fail.
  offerFiles(result).catch((error) => errors.report(error));
}

async function offerFiles({
  file,
  manifestFile,
  manifest: { name, counts },
}: BuildResult): Promise<void> {
  const answer = await window.showInformationMessage(
    `Built ${name}: ${counts.entries} entries, ${counts.from_candidates} of them accepted candidates.`,
    OPEN_SNAPSHOT,
    OPEN_MANIFEST,
  );
  if (answer === OPEN_SNAPSHOT) await openLine(file, 1);
  if (answer === OPEN_MANIFEST) await openLine(manifestFile, 1);
}
