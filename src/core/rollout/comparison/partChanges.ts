import { codeCell } from '../../records/markdownText.js';
import type { DeploymentPart, DeploymentSides } from './deploymentSides.js';

/** One of the parts that two deployments are made of. */
export interface PartChange {
  readonly part: 'knowledge' | 'reranker' | 'settings' | 'prompts';
  readonly before: DeploymentPart;
  readonly after: DeploymentPart;
  /** `unknown`: of what the assistant has of its own it cannot be told. */
  readonly verdict: 'same' | 'different' | 'unknown';
}

const PARTS = ['knowledge', 'reranker', 'settings', 'prompts'] as const;

const VERDICTS: Readonly<Record<PartChange['verdict'], string>> = {
  same: 'the same',
  different: 'different',
  unknown: 'cannot be told',
};

/** Whether two deployments hold the same, part by part; by hash, and not by name. */
export function partChanges({ before, after }: DeploymentSides): PartChange[] {
  return PARTS.map((part) => {
    const [old, now] = [before[part], after[part]];
    return { part, before: old, after: now, verdict: verdictOf(old, now) };
  });
}

function verdictOf(before: DeploymentPart, after: DeploymentPart): PartChange['verdict'] {
  // Its own is what it is, whichever side it stands on.
  if (before.sha256 === undefined || after.sha256 === undefined)
    return before.sha256 === after.sha256 ? 'same' : 'unknown';
  return before.sha256 === after.sha256 ? 'same' : 'different';
}

/** `reranker: reranker.json 1.0.0 → none: the order of BM25F (different)` */
export function partWords({ part, before, after, verdict }: PartChange): string {
  const words = verdict === 'same' ? after.words : `${before.words} → ${after.words}`;
  return `${part}: ${words} (${VERDICTS[verdict]})`;
}

/** A table for a pull request; text from files is only ever text in it. */
export function partsMarkdown(parts: readonly PartChange[]): string {
  const rows = parts.map(({ part, before, after, verdict }) =>
    ['', part, codeCell(before.words), codeCell(after.words), VERDICTS[verdict], ''].join(' | '),
  );
  return [
    '',
    '| | before | after | |',
    '|---|---|---|---|',
    ...rows.map((row) => row.trim()),
    '',
  ].join('\n');
}
