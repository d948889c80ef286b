import type { Screenable } from './screenable.js';

/** The texts that a candidate's answer may rest on: how it was asked, and what was said around it. */
export function passagesOf({ query, metadata }: Screenable): string[] {
  const { before = [], after = [] } = metadata.passage_context ?? {};
  const said = [...before, ...after].map(({ text }) => text);
  return [query, ...(metadata.variants ?? []), ...said];
}
