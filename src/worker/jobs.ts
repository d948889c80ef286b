import { explainLines } from '../core/mining/explainLines.js';
import { extract } from '../core/mining/extract.js';
import { openRules } from '../core/review/openRules.js';
import { screenLargeFiles } from '../core/screening/documents/largeFiles.js';
import { readStretches } from '../core/screening/documents/readStretches.js';
import { screen } from '../core/screening/screen.js';
import { buildSnapshot } from '../core/snapshots/build.js';

/** Every job that runs off the editor's own thread, by the name under which it is asked for. */
export const jobs = {
  extract,
  explainLines,
  screen,
  openRules,
  readStretches,
  screenLargeFiles,
  buildSnapshot,
} as const;

export type JobName = keyof typeof jobs;
export type InputOf<Name extends JobName> = Parameters<(typeof jobs)[Name]>[0];
export type ResultOf<Name extends JobName> = Awaited<ReturnType<(typeof jobs)[Name]>>;
