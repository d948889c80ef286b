import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryWorkspace } from './temporaryWorkspace.js';

/** The tests run from the repository's root, whose top level is the sample workspace. */
const SAMPLE_FOLDERS = ['training', 'staging_kb', 'models', 'userData'];

/** A copy of the sample workspace, free to be changed. */
export async function sampleWorkspace(): Promise<string> {
  const root = await temporaryWorkspace();
  await Promise.all(SAMPLE_FOLDERS.map((name) => cp(name, join(root, name), { recursive: true })));
  return root;
}

/** A pair with strong positive feedback that the generator wrote into the log. */
export interface PlantedPositive {
  readonly label: string;
  readonly by: 'button' | 'buttonBare' | 'said' | 'saidOnly';
  readonly question: string;
  readonly answer: string;
  readonly cancelledBy?: string;
}

export interface PlantedItem {
  readonly kind: string;
  readonly file: string;
  readonly line: number;
  readonly value?: string;
  readonly group?: string;
  readonly ref?: string;
}

interface Planted {
  readonly summary: {
    readonly memory: { readonly records: number };
    readonly kb: { readonly entries: number };
  };
  readonly positives: readonly PlantedPositive[];
  readonly items: readonly PlantedItem[];
}

/** What was planted in the sample workspace; the product never sees this. */
export async function planted(): Promise<Planted> {
  return JSON.parse(await readFile('test/fixtures/sample/planted.json', 'utf8'));
}
