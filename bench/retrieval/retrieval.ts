// `npm run bench:retrieval [-- --data FOLDER] [--no-costs] [--only-rerankers | --only-reranking-costs]` says how well and at what cost the knowledge base is searched,
// beside other libraries in the same run: over public sets in FOLDER, and over the sample workspace.
import { parseArgs } from 'node:util';
import { printCosts } from './costs.js';
import { byThread, PUBLIC_SETS, readDataset, readSample } from './dataset.js';
import { knowledgeOf } from './knowledge.js';
import { printQuality } from './quality.js';
import { printRerankers } from './rerankers.js';
import { printRerankingCosts } from './rerankingCosts.js';
import { sampleModel } from './sampleModel.js';
import { printSelfLearning } from './selfLearning.js';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '/work/shared/data/ir' },
    'no-costs': { type: 'boolean', default: false },
    'only-rerankers': { type: 'boolean', default: false },
    'only-reranking-costs': { type: 'boolean', default: false },
  },
});

const onlyCosts = values['only-reranking-costs'];
const ofSample = onlyCosts ? '' : await sampleModel();
const missing: string[] = [];
for (const name of PUBLIC_SETS) {
  const dataset = await readDataset(values.data, name);
  if (dataset === undefined) {
    missing.push(name);
    continue;
  }
  const shapes = [dataset];
  if (dataset.queries.some(({ thread }) => thread !== undefined)) shapes.push(byThread(dataset));
  for (const shape of shapes) {
    if (onlyCosts) {
      await printRerankingCosts(shape, knowledgeOf(shape));
      continue;
    }
    if (!values['only-rerankers']) {
      printQuality(shape);
      if (shapes.length > 1) printSelfLearning(shape);
    }
    await printRerankers(shape, ofSample);
  }
  if (!values['no-costs'] && !values['only-rerankers'] && !onlyCosts) printCosts(dataset);
}
const sample = await readSample();
if (onlyCosts) await printRerankingCosts(sample, knowledgeOf(sample));
else {
  if (!values['only-rerankers']) printQuality(sample);
  await printRerankers(sample, ofSample);
}
if (missing.length > 0)
  console.log(`\nNot in ${values.data}, so not measured: ${missing.join(', ')}.`);
