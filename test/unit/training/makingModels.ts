import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A model that scikit-learn made. */
export function modelBytes(): Promise<Uint8Array> {
  return readFile('test/fixtures/rerankers/sklearn-1.2.1/plain.joblib');
}

const REPORT = {
  examples: 8,
  positive: 4,
  features: 120,
  held_out: { folds: 2, n: 8, roc_auc: 0.75, interval: { low: 0.5, high: 1 } },
  versions: { python: '3.99.0', sklearn: '9.9.9' },
};

/** What a fake Python does to have trained: it hands over what stands in `model.bin` of a folder. */
export const COPY_MODEL = (root: string): string => `
  const [, model] = args;
  fs.copyFileSync(${JSON.stringify(join(root, 'model.bin'))}, model);
  fs.writeFileSync('report.json', ${JSON.stringify(JSON.stringify(REPORT))});
`;
