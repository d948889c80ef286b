import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Candidate } from '../../../src/core/records/candidate.js';
import type { RuleId } from '../logs/plants.js';

export const RULE_IDS: readonly RuleId[] = ['R1', 'R2', 'R3', 'R4'];

export async function candidatesIn(root: string): Promise<Candidate[]> {
  const folder = join(root, 'candidates');
  const candidates: Candidate[] = [];
  const names = (await readdir(folder)).filter((name) => name.endsWith('.jsonl'));
  for (const name of names) {
    const lines = (await readFile(join(folder, name), 'utf8')).split('\n').filter(Boolean);
    candidates.push(...lines.map((line): Candidate => JSON.parse(line)));
  }
  return candidates;
}

export function isFoundBy({ evidence }: Candidate, rule: RuleId): boolean {
  return evidence.some((each) => each.rule.startsWith(rule));
}

/** All ways in which it was asked. */
export function questionsOf({ query, metadata }: Candidate): readonly string[] {
  return [query, ...(metadata.variants ?? [])];
}
