import type { JobContext } from '../../../src/core/job.js';
import type { HourRow } from '../../../src/core/monitoring/store/hourRow.js';
import type { OpenedStore } from '../../../src/core/monitoring/store/openedStore.js';
import { type UpdateOptions, updateStore } from '../../../src/core/monitoring/store/updateStore.js';
import type { Config } from '../../../src/core/workspace/configSchema.js';
import { configSchema } from '../../../src/core/workspace/configSchema.js';
import { testContext } from '../support/testContext.js';

export const MEMORY = 'userData/lumi_memory.jsonl';
export const USES = 'userData/kb_usage.jsonl';
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** The clock of the tests. */
export const NOW = Date.parse('2026-11-20T10:00:00Z');

type Fields = Readonly<Record<string, unknown>>;

/** A search in what the assistant has of its own, as it logs it. @param ago milliseconds before now */
export function search(ago: number, over: Fields = {}): object {
  const ts = NOW - ago;
  return { ts, query: `question ${ts}`, source: 'kbFirst', hits: [{ id: 'kb-1' }], ...over };
}

/** The same in a deployment. */
export function exposed(ago: number, deployment: string, over: Fields = {}): object {
  const served = { deployment, variant: 'stable', reason: 'STATIC' };
  return search(ago, { ...served, ...over });
}

/** The name of somebody, as the runtime makes them. */
export function unit(number: number): string {
  return number.toString(16).padStart(16, '0');
}

/** A question, its answer, and what its user thought of it. */
export function exchange(ago: number, feedback?: 'up' | 'down'): object[] {
  const t = NOW - ago;
  const meta = { type: feedback, question: null, assistant: null };
  const signal = { role: 'signal', text: `feedback:${feedback}`, meta, t: t + 9_000 };
  return [
    { role: 'user', text: `question ${t}`, t },
    { role: 'assistant', text: `answer ${t}`, t: t + 2_000 },
    ...(feedback === undefined ? [] : [signal]),
  ];
}

export function jsonl(lines: readonly (object | string)[]): string {
  return lines
    .map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`)
    .join('');
}

export function configOf(over: Fields = {}): Config {
  return configSchema.parse(over);
}

export function watchedContext(root: string, over: Partial<JobContext> = {}): JobContext {
  return { ...testContext(root), ...over };
}

export async function storeOf(root: string, options?: UpdateOptions): Promise<OpenedStore> {
  return updateStore(watchedContext(root), configOf(), options);
}

export async function allRows(store: OpenedStore): Promise<HourRow[]> {
  const rows: HourRow[] = [];
  for (const day of store.days) rows.push(...(await store.hoursOf(day)));
  return rows;
}

/** All that a store says, as one comparable value. */
export async function everythingIn(store: OpenedStore): Promise<object> {
  const { summaries, growth, latest } = store;
  return { rows: await allRows(store), summaries, growth, latest: [...latest].sort() };
}
