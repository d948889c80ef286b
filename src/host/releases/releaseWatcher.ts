import type { Disposable } from 'vscode';
import { watchFiles } from '../workspace/watchFiles.js';

const PATTERNS = [
  'training/snapshots/*.manifest.json',
  '.codelumi/validation/*.json',
  '.codelumi/config.json',
  '.codelumi/registry/**/*.json*',
  'models/*',
  '**/lumi_knowledge.json',
  // The folders as well: what is written into a new one at once is not seen by itself.
  'training/snapshots',
  '.codelumi/validation',
  '.codelumi/registry',
  '.codelumi/registry/events',
  'models',
];

/** What users did with what they were answered by. */
const LOGS = ['**/kb_usage*.jsonl', '**/lumi_memory.jsonl'];

/** What people and other looks said of alerts, as they are kept. */
const ALERTS = ['.codelumi/monitoring/alerts', '.codelumi/monitoring/alerts/*.jsonl'];

/** Calls `onChange` when snapshots, rollouts, rerankers, what was said of them, or what is published changes on disk. */
export function watchReleases(onChange: () => void): Disposable {
  return watchFiles(PATTERNS, onChange);
}

/** Calls `onChange` when logs that the gates of a rollout read change on disk. */
export function watchUsage(onChange: () => void): Disposable {
  return watchFiles(LOGS, onChange);
}

/** Calls `onChange` when alerts were raised or answered by somebody else: the shell, a Git pull, another window. */
export function watchAlerts(onChange: () => void): Disposable {
  return watchFiles(ALERTS, onChange);
}
