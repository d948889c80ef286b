import type { ExportManifest } from '../exportManifest.js';
import { SPLITS } from '../splitShares.js';
import { COLUMNS, type Column } from './columns.js';

const TYPES: Readonly<Record<Column['type'], string>> = {
  text: 'dtype: string',
  texts: 'sequence: string',
  number: 'dtype: int32',
};

/** From how many examples on; as the Hub names sizes. */
const SIZES = [
  [1_000_000, '1M<n<10M'],
  [100_000, '100K<n<1M'],
  [10_000, '10K<n<100K'],
  [1_000, '1K<n<10K'],
  [0, 'n<1K'],
] as const;

/**
 * `README.md` of a data set: the card's YAML as the Hub reads it, and what is in it in words. No text of an entry stands in it.
 * https://huggingface.co/docs/hub/datasets-cards
 */
export function datasetCard(manifest: Omit<ExportManifest, 'files'>, bytes: number): string {
  const { license, counts, source, left_out: leftOut, notes, split } = manifest;
  const splits = SPLITS.filter((each) => counts[each] > 0);
  const size = SIZES.find(([least]) => counts.exported >= least)?.[1] ?? 'n<1K';
  const yaml = [
    `license: ${license.toLowerCase()}`,
    `size_categories:\n- ${size}`,
    'task_categories:\n- question-answering',
    'configs:\n- config_name: default\n  data_files:',
    ...splits.map((each) => `  - split: ${each}\n    path: data/${each}-*`),
    'dataset_info:\n  features:',
    ...COLUMNS.map(({ name, type }) => `  - name: ${name}\n    ${TYPES[type]}`),
    '  splits:',
    ...splits.map((each) => `  - name: ${each}\n    num_examples: ${counts[each]}`),
    `  download_size: ${bytes}`,
  ];
  const from =
    source.snapshot === undefined
      ? `what is ${source.from === 'accepted' ? 'accepted' : 'in the queue of review'}`
      : `the snapshot \`${source.snapshot}\` (SHA-256 \`${source.sha256}\`${source.merkle_root === undefined ? '' : `, Merkle root \`${source.merkle_root}\``})`;
  const words = [
    '# Questions and answers from a reviewed knowledge base',
    `Exported by CodeLumi ${manifest.tool_version} on ${manifest.created_at.slice(0, 10)} from ${from}: ${counts.exported} entries.`,
    ...(split === undefined
      ? []
      : [
          `Split ${split.shares} in percent by ${split.groups} groups, so that variants and near-duplicates stay together (seed \`${split.seed}\`).`,
        ]),
    'Questions that quality is measured with, and near-duplicates of them, are in no split. Every row names where it comes from; `manifest.json` has the digest of each file.',
    ...notes,
    ...(leftOut.length === 0
      ? []
      : [
          '## Left out',
          [
            '| why | entries |',
            '|---|---|',
            ...leftOut.map(({ why, count }) => `| ${why} | ${count} |`),
          ].join('\n'),
        ]),
  ];
  return `---\n${yaml.join('\n')}\n---\n\n${words.join('\n\n')}\n`;
}
