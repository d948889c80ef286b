import type { Acceptance, SnapshotEntry } from '../../../src/core/snapshots/snapshotEntry.js';

/** An entry of a snapshot; what is left out is like all the others. */
export function entry(id: string, parts: Partial<SnapshotEntry> = {}): SnapshotEntry {
  const origin = { file: 'training/kb.json', line: 1 };
  return {
    id,
    q: `What is ${id}?`,
    a: `It is ${id}.`,
    source: 'training/kb.json',
    origin,
    ...parts,
  };
}

export function acceptance(candidate: string): Acceptance {
  const decision = candidate.replaceAll(/\D/gu, '').padEnd(64, '0').slice(0, 64);
  return { candidate, decision, reviewer: 'Ada <ada@acme.dev>', at: '2026-01-02T00:00:00.000Z' };
}
