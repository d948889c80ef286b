import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loadReranker } from '../../src/core/reranking/loadReranker.js';
import type { Reranker } from '../../src/core/reranking/reranker.js';
import type { KnowledgeIndex } from '../../src/core/retrieval/knowledgeIndex.js';
import { WorkspaceFiles } from '../../src/node/workspaceFiles.js';

/** Debian's Python has Debian's scikit-learn, whatever comes first in the path. */
const PYTHONS = ['/usr/bin/python3', 'python3'];

/** The assistant's recipe, TF-IDF and logistic regression over the texts, trained on the pairs of the knowledge base. */
export async function textModel(
  knowledge: KnowledgeIndex,
): Promise<{ readonly reranker: Reranker } | { readonly reason: string }> {
  const python = await withScikitLearn();
  if (python === undefined) return { reason: 'there is no Python with scikit-learn here' };
  const folder = await mkdtemp(join(tmpdir(), 'codelumi-text-model-'));
  try {
    const pairs = [...knowledge.entries()].map(({ questions: [input = ''], answer }) =>
      JSON.stringify({ input, output: answer }),
    );
    await writeFile(join(folder, 'pairs.jsonl'), `${pairs.join('\n')}\n`);
    const model = join(folder, 'model.joblib');
    await promisify(execFile)(python, [
      'scripts/train_reranker.py',
      join(folder, 'pairs.jsonl'),
      model,
    ]);
    const reranker = await loadReranker(new WorkspaceFiles(folder), 'model.joblib');
    if (reranker === undefined) throw new Error('The recipe wrote no model.');
    return { reranker };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function withScikitLearn(): Promise<string | undefined> {
  for (const python of PYTHONS) {
    const works = await promisify(execFile)(python, ['-c', 'import sklearn, joblib']).then(
      () => true,
      () => false,
    );
    if (works) return python;
  }
  return undefined;
}
