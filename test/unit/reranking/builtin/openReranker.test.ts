import assert from 'node:assert/strict';
import { openReranker } from '../../../../src/core/reranking/openReranker.js';
import { rankKnowledge } from '../../../../src/core/reranking/rankKnowledge.js';
import { answerAlone } from '../../../../src/core/reranking/reranker.js';
import { KnowledgeIndex } from '../../../../src/core/retrieval/knowledgeIndex.js';
import { WorkspaceFiles } from '../../../../src/node/workspaceFiles.js';
import { temporaryWorkspace } from '../../support/temporaryWorkspace.js';
import { fixture } from '../rerankerFixtures.js';
import { artefactWith, ENTRIES } from './madeUpKnowledge.js';

const FILE = 'models/reranker.v1.2.3.json';
const knowledge = new KnowledgeIndex(ENTRIES);

async function opened(content: string | Buffer, file = FILE, of = knowledge) {
  const root = await temporaryWorkspace({ [file]: content });
  return openReranker({ files: new WorkspaceFiles(root) }, file, of);
}

const OVERLAP = { mix: 1, features: [{ name: 'question_overlap', weight: 1 }] };

describe('openReranker', () => {
  it('opens the built-in reranker by its name, and says which it is', async () => {
    const reranker = await opened(artefactWith(OVERLAP));
    assert.deepEqual([reranker.name, reranker.version], ['reranker.json', '1.2.3']);
    assert.match(reranker.sha256, /^[0-9a-f]{64}$/u);
    const unversioned = await opened(artefactWith(OVERLAP), 'models/own.json');
    assert.deepEqual([unversioned.name, unversioned.version], ['own.json', 'unversioned']);
  });

  it("opens the assistant's by its name", async () => {
    const model = await fixture('sklearn-1.9.1/plain');
    const reranker = await opened(model, 'models/reranker.joblib.v2.0.0');
    assert.deepEqual([reranker.name, reranker.version], ['reranker.joblib', '2.0.0']);
    assert.equal((await reranker.score('a', [answerAlone('b')])).length, 1);
  });

  it('mixes the model with BM25F', async () => {
    const alike = await opened(artefactWith({ ...OVERLAP, mix: 100 }));
    const unlike = await opened(
      artefactWith({ mix: 100, features: [{ name: 'question_overlap', weight: -1 }] }),
    );
    const idsBy = async (reranker: typeof alike) =>
      (await rankKnowledge(knowledge, 'reset my password', { limit: 9, reranker })).map(
        ({ id }) => id,
      );
    assert.equal((await idsBy(alike))[0], 'kb-reset');
    assert.equal((await idsBy(unlike)).at(-1), 'kb-reset');
    assert.deepEqual((await idsBy(alike)).toSorted(), (await idsBy(unlike)).toSorted());
  });

  it('is BM25F to the last digit where that was found to be best', async () => {
    const reranker = await opened(artefactWith({ ...OVERLAP, mix: 0 }));
    for (const query of ['reset my password', 'git', 'nothing of that kind']) {
      const [plain, reranked] = [
        await rankKnowledge(knowledge, query, { limit: 9 }),
        await rankKnowledge(knowledge, query, { limit: 9, reranker }),
      ];
      assert.deepEqual(
        reranked.map(({ id }) => id),
        plain.map(({ id }) => id),
      );
      for (const [at, { score }] of plain.entries())
        assert.ok(Math.abs((reranked[at]?.score ?? Number.NaN) - score) < 1e-9);
    }
  });

  it('scores a passage the same in any company', async () => {
    const reranker = await opened(artefactWith({}));
    const other = answerAlone('git reset');
    const all = await reranker.score('undo a commit', [...ENTRIES, other]);
    for (const [at, passage] of [...ENTRIES, other].entries())
      assert.deepEqual(await reranker.score('undo a commit', [passage]), [all[at]]);
    assert.deepEqual(await reranker.score('undo a commit', []), []);
  });

  it('follows the knowledge base', async () => {
    const changing = new KnowledgeIndex(ENTRIES);
    const reranker = await opened(artefactWith({}), FILE, changing);
    await reranker.score('undo', ENTRIES);
    changing.add({ id: 'new', questions: ['undo a merge'], answer: 'git merge --abort' });
    const fresh = await opened(artefactWith({}), FILE, new KnowledgeIndex(changing.entries()));
    assert.deepEqual(await reranker.score('undo', ENTRIES), await fresh.score('undo', ENTRIES));
  });

  it('refuses what it does not understand, and says what', async () => {
    const refusals: [content: string, says: RegExp][] = [
      ['{', /is wrong at the top level/u],
      ['null', /is wrong at the top level/u],
      [artefactWith({ formatVersion: 2 }), /is wrong at formatVersion/u],
      [artefactWith({ analyser: 99 }), /is wrong at analyser/u],
      [artefactWith({ mix: -1 }), /is wrong at mix/u],
      [artefactWith({ extra: 1 }), /is wrong at the top level/u],
      [artefactWith({ features: [{ name: 'telepathy', weight: 1 }] }), /not known: telepathy/u],
      [
        artefactWith({ features: [OVERLAP.features[0], OVERLAP.features[0]] }),
        /question_overlap twice/u,
      ],
      [' '.repeat(50_001), /larger than 50000 bytes/u],
    ];
    for (const [content, says] of refusals)
      await assert.rejects(opened(content), (error: Error) => {
        assert.match(error.message, says);
        assert.match(error.message, /\(models\/reranker\.v1\.2\.3\.json\)/u);
        return true;
      });
  });

  it('says that there is none', async () => {
    const files = new WorkspaceFiles(await temporaryWorkspace({ 'models/x.json/y': '' }));
    for (const file of [FILE, 'models/reranker.joblib'])
      await assert.rejects(openReranker({ files }, file, knowledge), /There is no reranker/u);
    await assert.rejects(openReranker({ files }, 'models/x.json', knowledge), /should be a file/u);
  });
});
