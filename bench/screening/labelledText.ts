import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A stretch of a text and what it is. UTF-16 code units, end exclusive. */
export interface Labelled {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

export interface LabelledText {
  readonly id: string;
  readonly text: string;
  readonly spans: readonly Labelled[];
}

/** Types that are compared; what else a tool or a data set has counts neither for nor against anybody. */
export const STRUCTURED = ['EMAIL', 'PHONE', 'CREDIT_CARD', 'IBAN', 'IP', 'SSN'] as const;

/** Every set in a folder by name: `*.jsonl`, one JSON record a line. None where there is no such folder. */
export async function readLabelledSets(folder: string): Promise<Map<string, LabelledText[]>> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const sets = new Map<string, LabelledText[]>();
  for (const name of names.filter((each) => each.endsWith('.jsonl')).sort()) {
    const lines = (await readFile(join(folder, name), 'utf8')).split('\n');
    const texts = lines.filter((line) => line !== '').map((line): LabelledText => JSON.parse(line));
    sets.set(name.slice(0, -'.jsonl'.length), texts);
  }
  return sets;
}
