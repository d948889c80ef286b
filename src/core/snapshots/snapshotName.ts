import type { Files } from '../ports/files.js';
import { SNAPSHOTS_FOLDER } from '../workspace/paths.js';

/** What a snapshot may be called; there is no path in it. */
export const SNAPSHOT_NAME = /^kb_snapshot_\d{8}_\d{4}(?:_(\d{1,9}))?$/u;

/** `kb_snapshot_20260124_1203`, in UTC; a second one in the same minute gets `_2`, and so on. */
export async function freeSnapshotName(files: Files, at: Date): Promise<string> {
  const digits = at.toISOString().replaceAll(/[-:T]/gu, '');
  const name = `kb_snapshot_${digits.slice(0, 8)}_${digits.slice(8, 12)}`;
  for (let number = 1; ; number += 1) {
    const numbered = number === 1 ? name : `${name}_${number}`;
    // The manifest is written last, so a snapshot that was broken off has a file but no manifest.
    if ((await files.stat(snapshotFile(numbered))) === undefined) return numbered;
  }
}

export function snapshotFile(name: string): string {
  return `${SNAPSHOTS_FOLDER}/${name}.jsonl`;
}

export function manifestFile(name: string): string {
  return `${SNAPSHOTS_FOLDER}/${name}.manifest.json`;
}

/** Which of the snapshots of its minute it is, from 1. */
export function numberOf(name: string): number {
  return Number(SNAPSHOT_NAME.exec(name)?.[1] ?? 1);
}
