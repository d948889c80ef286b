import { readFile } from 'node:fs/promises';

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

/** One JSON record a line; undefined when there is no such file. */
export async function readLabelled(path: string): Promise<LabelledText[] | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text
    ?.split('\n')
    .filter((line) => line !== '')
    .map((line): LabelledText => JSON.parse(line));
}
