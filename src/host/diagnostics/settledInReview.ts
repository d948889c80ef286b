import type { TextDocument } from 'vscode';
import type { DocumentFinding } from '../../core/screening/documents/documentFinding.js';
import type { LocatedFinding } from '../../core/screening/documents/findingsInDocument.js';
import { isDay } from '../../core/workspace/paths.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { requireRoot } from '../workspace/workspaceFolder.js';

/** By edited candidate: the rules that still find something in its text. */
export type OpenRules = ReadonlyMap<string, readonly string[]>;

/**
 * Whether an edit in review has taken out what was found in a candidate, while its file keeps the text
 * as it was mined.
 */
export function isSettled({ candidate, rule, field }: DocumentFinding, open: OpenRules): boolean {
  if (candidate === undefined || field === undefined || field.name.includes('.')) return false;
  return open.get(candidate)?.includes(rule) === false;
}

/** What review says of the candidates in a file in which something was found. */
export async function openRulesIn(
  { uri }: TextDocument,
  found: readonly LocatedFinding[],
  jobs: JobRunner,
): Promise<OpenRules> {
  const day = uri.path.slice(uri.path.lastIndexOf('/') + 1, -'.jsonl'.length);
  const candidates = [...new Set(found.flatMap(({ finding }) => finding.candidate ?? []))];
  if (!isDay(day) || candidates.length === 0) return new Map();
  return jobs.run('openRules', { day, candidates }, requireRoot());
}
