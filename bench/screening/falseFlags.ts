import { detected } from './compare.js';
import { type Labelled, STRUCTURED } from './labelledText.js';
import { CODE, losses, OURS } from './report.js';
import { percent, printTable } from './table.js';

/** Types that hold a candidate up; names and addresses are looked at by a person. */
const HARD = new Set<string>([
  ...STRUCTURED,
  'ID',
  'SECRET',
  'MAC',
  'DATE_OF_BIRTH',
  'GEO',
  'USER',
]);

/** Shares of texts, in percent. */
export interface Shares {
  readonly any: number;
  readonly hard: number;
  readonly names: number;
}

/** How many texts that hold nothing private are flagged. */
export async function falseFlags(
  title: string,
  groups: ReadonlyMap<string, readonly string[]>,
  tools: readonly string[],
): Promise<ReadonlyMap<string, Shares>> {
  const texts = [...groups].flatMap(([id, lines]) =>
    lines.map((text) => ({ id, text, spans: [] })),
  );
  const rows = [
    ['texts flagged', 'any', 'hard', 'names', ...(groups.size > 1 ? groups.keys() : [])],
  ];
  const all = new Map<string, Shares>();
  for (const tool of tools) {
    const { answers: found, reason } = await detected(tool, texts);
    if (reason !== undefined) {
      rows.push([tool, reason]);
      continue;
    }
    const isHard = (spans: readonly Labelled[] | undefined) =>
      spans?.some(({ type }) => HARD.has(type)) === true;
    const hard = found.filter(isHard).length;
    const any = found.filter((spans) => spans !== undefined && spans.length > 0).length;
    const names = found.filter((spans) => spans?.some(({ type }) => type === 'PERSON')).length;
    const byGroup = [...groups.keys()].map((group) => {
      const own = found.filter((_, index) => texts[index]?.id === group);
      return percent(own.filter(isHard).length, own.length);
    });
    const share = (count: number) => (100 * count) / texts.length;
    all.set(tool, { any: share(any), hard: share(hard), names: share(names) });
    rows.push([
      tool,
      percent(any, texts.length),
      percent(hard, texts.length),
      percent(names, texts.length),
      ...(groups.size > 1 ? byGroup : []),
    ]);
  }
  printTable(`${title}: ${texts.length} texts`, rows);
  noteLosses(title, all);
  return all;
}

function noteLosses(title: string, all: ReadonlyMap<string, Shares>): void {
  const own = all.get(CODE);
  if (own === undefined) return;
  for (const [tool, { any, hard }] of all) {
    if (OURS.includes(tool)) continue;
    if (hard < own.hard)
      losses.push(`${title}, hard: ${tool} ${hard.toFixed(2)} %, we ${own.hard.toFixed(2)} %`);
    if (any < own.any)
      losses.push(`${title}, any: ${tool} ${any.toFixed(2)} %, we ${own.any.toFixed(2)} %`);
  }
}
