import { type Labelled, type LabelledText, STRUCTURED } from './labelledText.js';
import { losses, OURS } from './report.js';
import { measuresOf, score, sumOf, type Tally } from './score.js';
import { printTable, ratio } from './table.js';
import { type Answers, answersOf } from './toolProcess.js';

const PATIENCE_MS = 30_000;

export function detected(
  tool: string,
  texts: readonly LabelledText[],
): Promise<Answers<Labelled[]>> {
  const task = { tool, what: 'detect' as const, texts: texts.map(({ text }) => text) };
  return answersOf<Labelled[]>(task, PATIENCE_MS);
}

/** P, R and F1 by type, and micro averages over the structured types. */
export async function compare(
  title: string,
  texts: readonly LabelledText[],
  types: readonly string[],
  tools: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, Tally>>> {
  const labelled = types.filter((type) =>
    texts.some(({ spans }) => spans.some((span) => span.type === type)),
  );
  const structured = labelled.filter((type) => (STRUCTURED as readonly string[]).includes(type));
  const sums = structured.length === 0 ? [] : ['STRUCTURED P', 'R', 'F1', 'F2'];
  const rows = [['P/R/F1', ...labelled, ...sums]];
  const all = new Map<string, Map<string, Tally>>();
  for (const tool of tools) {
    const { answers, reason } = await detected(tool, texts);
    if (reason !== undefined) {
      rows.push([tool, reason]);
      continue;
    }
    const found = answers.map((spans) => spans ?? []);
    const tallies = score(texts, found, labelled);
    all.set(tool, tallies);
    const cells = labelled.map((type) => cellOf(tallies.get(type)));
    const { precision, recall, f1, f2 } = measuresOf(
      sumOf(structured.flatMap((type) => tallies.get(type) ?? [])),
    );
    const averages = structured.length === 0 ? [] : [precision, recall, f1, f2].map(ratio);
    rows.push([tool, ...cells, ...averages]);
  }
  printTable(`${title}: ${texts.length} texts, intersection over union from 0.5`, rows);
  noteLosses(title, labelled, all);
  return all;
}

function cellOf(tally: Tally | undefined): string {
  if (tally === undefined || tally.hits + tally.falseAlarms === 0) return '-';
  const { precision, recall, f1 } = measuresOf(tally);
  return [precision, recall, f1].map(ratio).join('/');
}

function noteLosses(
  title: string,
  types: readonly string[],
  all: ReadonlyMap<string, ReadonlyMap<string, Tally>>,
): void {
  for (const type of types) {
    const f1 = (tool: string) => {
      const tally = all.get(tool)?.get(type);
      return tally === undefined || tally.hits === 0 ? 0 : measuresOf(tally).f1;
    };
    const best = Math.max(...OURS.map(f1));
    for (const tool of all.keys()) {
      if (!OURS.includes(tool) && f1(tool) > best) {
        losses.push(`${title}, ${type}: ${tool} has F1 ${ratio(f1(tool))}, we ${ratio(best)}`);
      }
    }
  }
}
