import { CodelumiError } from '../errors.js';
import type { Job } from '../job.js';
import { maskPrivate } from '../screening/maskPrivate.js';
import { readConfig } from '../workspace/config.js';
import { type Config, configSchema } from '../workspace/configSchema.js';
import type { CandidateDraft } from './candidateDraft.js';
import { logContext } from './central/logContext.js';
import { readFacts } from './facts/readFacts.js';
import { mineFacts } from './mineLogs.js';

export interface WhatIfInput {
  /** A setting below `mining` and its value, such as `knowledgeGap.similarity=0.2`. */
  readonly changes: readonly string[];
}

export interface FlippedCandidate {
  /** What is private in it is masked. */
  readonly query: string;
  readonly rules: readonly string[];
}

export interface WhatIfResult {
  readonly before: number;
  readonly after: number;
  /** Would become candidates. */
  readonly appear: readonly FlippedCandidate[];
  /** Would no longer. */
  readonly disappear: readonly FlippedCandidate[];
}

/**
 * What other thresholds would change, without changing anything: applies the rules twice and compares.
 * @throws CodelumiError `wrong-usage` for a setting that is not there or a value it does not take
 */
export const whatIf: Job<WhatIfInput, WhatIfResult> = async ({ changes }, given) => {
  const config = await readConfig(given.files);
  const context = logContext(given, config);
  const masked = ({ query, rules }: FlippedCandidate) => ({
    query: maskPrivate(query, config.screening),
    rules,
  });
  const changed = changes.reduce(withChange, config);
  const { facts } = await readFacts(context, config);
  const isCutAlike = changed.mining.conversationGapMinutes === config.mining.conversationGapMinutes;
  const factsThen = isCutAlike ? facts : (await readFacts(context, changed)).facts;
  const { drafts: before } = await mineFacts(context, facts, config.mining);
  const { drafts: after } = await mineFacts(context, factsThen, changed.mining);
  return {
    before: before.length,
    after: after.length,
    appear: missingIn(before, after).map(masked),
    disappear: missingIn(after, before).map(masked),
  };
};

function withChange(config: Config, change: string): Config {
  const [path = '', text = ''] = change.split('=', 2);
  const value = text.trim() === '' ? Number.NaN : Number(text);
  const parts = path.trim().split('.');
  const mining = structuredClone<Record<string, unknown>>(config.mining);
  const last = parts.pop() ?? '';
  let target: unknown = mining;
  for (const part of parts)
    target = isRecord(target) && Object.hasOwn(target, part) ? target[part] : undefined;
  if (!isRecord(target) || !Object.hasOwn(target, last)) throw unknownSetting(change);
  target[last] = value;
  const parsed = configSchema.safeParse({ ...config, mining });
  if (parsed.success) return parsed.data;
  throw unknownSetting(change, parsed.error.issues[0]?.message);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Candidates with other evidence are still the same: what counts is the answer, or a gap's question. */
function missingIn(
  some: readonly CandidateDraft[],
  others: readonly CandidateDraft[],
): FlippedCandidate[] {
  const known = new Set(some.map(keyOf));
  return others
    .filter((draft) => !known.has(keyOf(draft)))
    .map(({ query, evidence }) => ({ query, rules: evidence.map(({ rule }) => rule) }));
}

function keyOf({ query, assistant_output }: CandidateDraft): string {
  return assistant_output === '' ? `gap\n${query}` : assistant_output;
}

function unknownSetting(
  change: string,
  why = 'there is no such setting below mining',
): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: `"${change}" cannot be tried: ${why}`,
    remedy: 'Write it like repeatedHit.minimumAcceptance=0.5; docs/settings.md lists the settings.',
  });
}
