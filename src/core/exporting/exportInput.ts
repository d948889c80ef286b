import { CodelumiError } from '../errors.js';

export const FORMAT_IDS = ['csv', 'parquet', 'chat', 'pairs', 'hf'] as const;

export type FormatId = (typeof FORMAT_IDS)[number];

/** As they are offered; here and not with the formats, which the editor does not load. */
export const FORMAT_WORDS: Readonly<Record<FormatId, string>> = {
  csv: 'CSV, for spreadsheets',
  parquet: 'Parquet, for data tools',
  chat: 'Chat examples (JSON Lines), for fine-tuning',
  pairs: 'Chosen and rejected answers (JSON Lines), for preference training',
  hf: 'Hugging Face data set',
};

/** What is exported: what was accepted, a snapshot by name or the newest, or everything in the queue. */
export type ExportSource =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'candidates' }
  | { readonly kind: 'snapshot'; readonly name: string };

export interface ExportInput {
  readonly format: FormatId;
  readonly from: ExportSource;
  /** A path in the workspace, or below `elsewhere`: a folder, or a file for one table. */
  readonly out: string;
  /** Absolute path of a folder outside of the workspace, in which `out` is. */
  readonly elsewhere?: string | undefined;
  /** `80/10/10`; left out: everything is for training. */
  readonly split?: string | undefined;
  /** Which groups come into which split; the same seed, the same split. */
  readonly seed?: string | undefined;
  /** A filter of the queue; of a snapshot words that question or answer hold. */
  readonly filter?: string | undefined;
  /** An SPDX identifier, for the manifest and the card. */
  readonly licence?: string | undefined;
  /** Also what nobody signed. */
  readonly unsigned?: boolean | undefined;
}

/**
 * `accepted`, `candidates`, `snapshot` (the newest) or `snapshot:kb_snapshot_20260124_1203`.
 * @throws CodelumiError `wrong-usage`
 */
export function parseSource(text: string): ExportSource {
  if (text === 'accepted' || text === 'candidates') return { kind: text };
  if (text === 'snapshot') return { kind: 'snapshot', name: 'latest' };
  if (text.startsWith('snapshot:'))
    return { kind: 'snapshot', name: text.slice('snapshot:'.length) };
  throw new CodelumiError({
    reason: 'wrong-usage',
    what: `"${text.slice(0, 60)}" is nothing that can be exported`,
    remedy: 'Say --from accepted, candidates, snapshot or snapshot:NAME.',
  });
}

const LICENCE = /^[A-Za-z0-9][A-Za-z0-9.+-]{0,63}$/u;

/** @throws CodelumiError `wrong-usage` for what is no identifier: it stands in YAML */
export function requireLicence(text: string): string {
  if (LICENCE.test(text)) return text;
  throw new CodelumiError({
    reason: 'wrong-usage',
    what: 'This is no licence identifier',
    remedy: 'Give an SPDX identifier, such as CC-BY-4.0, or leave --license out.',
  });
}
