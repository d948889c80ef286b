// `npm run bench:priors` measures what priors from reviewed evidence would add to the built-in reranker on the sample workspace: the
// figures of docs/training.md. It mines a copy of the sample, accepts every candidate that may be accepted, takes what their log
// lines say of use and of feedback, at most one a conversation and three a day, and trains with and without that.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodelumiError } from '../../src/core/errors.js';
import type { JobContext } from '../../src/core/job.js';
import { extract } from '../../src/core/mining/extract.js';
import { readArtefact } from '../../src/core/reranking/builtin/artefact.js';
import { builtinReranker } from '../../src/core/reranking/builtin/builtinReranker.js';
import type { Priors } from '../../src/core/reranking/builtin/priors.js';
import { trainBuiltin, trainingOutcome } from '../../src/core/reranking/builtin/trainBuiltin.js';
import { rankKnowledge } from '../../src/core/reranking/rankKnowledge.js';
import { KnowledgeIndex } from '../../src/core/retrieval/knowledgeIndex.js';
import { ndcgAt } from '../../src/core/retrieval/metrics/gainMeasures.js';
import { judgeRanking } from '../../src/core/retrieval/metrics/judgedRanking.js';
import { decide, readReview } from '../../src/core/review/decide.js';
import { composeSnapshot } from '../../src/core/snapshots/compose.js';
import { pairedRandomisationTest } from '../../src/core/statistics/randomisationTest.js';
import { mean } from '../../src/core/statistics/summaries.js';
import { judgedQuestions } from '../../src/core/training/data/judgedQuestions.js';
import { readTrainingData } from '../../src/core/training/data/trainingData.js';
import { readConfig } from '../../src/core/workspace/config.js';
import { nodeContext } from '../../src/node/nodeContext.js';
import { readSample } from './dataset.js';
import { reviewedPriors } from './reviewedPriors.js';

const SEED = 1;
const CHECKLIST = { factual: true, cited: true, no_pii: true, clear: true };
const REVIEWER = { name: 'Ada', email: 'ada@example.org' };
const FOLDERS = ['training', 'staging_kb', 'models', 'userData'];

const root = await mkdtemp(join(tmpdir(), 'codelumi-priors-'));
try {
  for (const name of FOLDERS) await cp(name, join(root, name), { recursive: true });
  await measure(nodeContext(root, new AbortController().signal));
} finally {
  await rm(root, { recursive: true });
}

async function measure(context: JobContext): Promise<void> {
  await acceptAll(context);
  const config = await readConfig(context.files);
  const { accepted } = await composeSnapshot(context, config);
  const { entries, accepted: asked, refused, isKept } = await readTrainingData(context, config);
  const { lines, kept, priors } = await reviewedPriors(
    context,
    accepted.map(({ candidate }) => candidate),
    entries,
  );
  console.log(
    `${accepted.length} accepted candidates, ${kept} of ${lines} log lines behind them kept, priors of ${priors.size} entries`,
  );
  const judged = judgedQuestions(entries, asked, refused, isKept);
  const judgements = judged.questions.map(({ relevant, ...question }) => ({
    ...question,
    relevant: new Map(relevant.map((id) => [id, 1])),
  }));
  const knowledge = new KnowledgeIndex(judged.entries);
  const figures: number[][] = [];
  for (const given of [undefined, priors]) {
    const { artefact, report } = trainBuiltin({ knowledge, judgements, seed: SEED, priors: given });
    const { value, interval } = {
      value: report.metrics.reranker.ndcg_cut_10,
      interval: report.intervals.reranker.ndcg_cut_10,
    };
    console.log(`\n${given === undefined ? 'Without' : 'With'} priors`);
    console.log(
      `  grouped cross-validation: nDCG@10 ${value.toFixed(3)} (95 %: ${interval?.low.toFixed(3)} to ${interval?.high.toFixed(3)}, n = ${report.questions})`,
    );
    console.log(`  ${trainingOutcome(report)}`);
    const onHoldout = await holdout(artefact, knowledge, given);
    console.log(`  holdout: nDCG@10 ${mean(onHoldout).toFixed(3)} (n = ${onHoldout.length})`);
    figures.push(onHoldout);
  }
  const [without = [], with_ = []] = figures;
  const { difference, pValue } = pairedRandomisationTest(without, with_, { seed: SEED });
  console.log(
    `\nOn the holdout priors change nDCG@10 by ${difference.toFixed(3)} (p = ${pValue.toFixed(2)}).`,
  );
}

/** Whatever screening and its rules let through; the rest stays as it is. */
async function acceptAll(context: JobContext): Promise<void> {
  await extract({ full: true }, context);
  for (const id of await candidateIds(context)) {
    const { state } = await readReview(context, id);
    try {
      await decide(context, {
        candidate: id,
        action: 'accept',
        reviewer: REVIEWER,
        checklist: CHECKLIST,
        fingerprint: state.fingerprint,
        on: state.lastHash,
      });
    } catch (error) {
      if (!(error instanceof CodelumiError)) throw error;
    }
  }
}

async function candidateIds({ files }: JobContext): Promise<string[]> {
  const ids: string[] = [];
  for (const { name } of await files.list('candidates')) {
    if (!name.endsWith('.jsonl')) continue;
    const text = Buffer.from(await files.read(`candidates/${name}`)).toString('utf8');
    for (const line of text.split('\n'))
      if (line !== '') {
        const { id, status } = JSON.parse(line);
        if (status === 'pending') ids.push(id);
      }
  }
  return ids;
}

async function holdout(
  artefact: string,
  knowledge: KnowledgeIndex,
  priors: Priors | undefined,
): Promise<number[]> {
  const read = readArtefact(artefact);
  if ('problem' in read) throw new Error(`The artefact ${read.problem}`);
  const identity = { name: 'reranker', version: 'unversioned', sha256: '' };
  const reranker = builtinReranker(identity, read.model, { knowledge, priors });
  const { queries, qrels } = await readSample();
  const measured: number[] = [];
  for (const { id, text } of queries) {
    const hits = await rankKnowledge(knowledge, text, { limit: 10, reranker });
    measured.push(ndcgAt(10).of(judgeRanking(hits, qrels.get(id) ?? new Map())));
  }
  return measured;
}
