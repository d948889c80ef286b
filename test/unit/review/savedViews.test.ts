import assert from 'node:assert/strict';
import { requireQuery } from '../../../src/core/review/query/parseQuery.js';
import { BUILT_IN_VIEWS, saveView } from '../../../src/core/review/views/savedViews.js';
import { readConfig } from '../../../src/core/workspace/config.js';
import { LONGEST_VIEW_NAME } from '../../../src/core/workspace/settings/reviewSchema.js';
import { temporaryWorkspace, text } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

const CONFIG = '.codelumi/config.json';

describe('saved views', () => {
  it('are there from the beginning, and can be understood', () => {
    for (const { query } of BUILT_IN_VIEWS) requireQuery(query);
  });

  it('are added to the settings, which else stay as they are written', async () => {
    const before = '{\n    "mining": {\n        "conversationGapMinutes": 20\n    }\n}\n';
    const root = await temporaryWorkspace({ [CONFIG]: before });
    const context = testContext(root);
    await saveView(context, { name: ' Mail ', query: 'finding:pii   status:PENDING' });
    const { review, mining } = await readConfig(context.files);
    assert.deepEqual(review.views, [{ name: 'Mail', query: 'finding:pii status:pending' }]);
    assert.equal(mining.conversationGapMinutes, 20);
    assert.ok((await text(root, CONFIG)).startsWith(before.slice(0, before.indexOf('}') + 1)));
    await saveView(context, { name: 'Gap', query: 'rule:R4' });
    await saveView(context, { name: 'mail', query: 'finding:pii' });
    assert.deepEqual((await readConfig(context.files)).review.views, [
      { name: 'mail', query: 'finding:pii' },
      { name: 'Gap', query: 'rule:R4' },
    ]);
  });

  it('begin the settings where there are none', async () => {
    const context = testContext(await temporaryWorkspace());
    await saveView(context, { name: 'All', query: '' });
    assert.deepEqual((await readConfig(context.files)).review.views, [{ name: 'All', query: '' }]);
  });

  it('are refused without a name, with one too long or taken, or with no query', async () => {
    const root = await temporaryWorkspace();
    const context = testContext(root);
    const cases: [string, string, RegExp][] = [
      [' ', 'x', /needs a name/u],
      ['x'.repeat(LONGEST_VIEW_NAME + 1), 'x', /at most/u],
      ['biggest IMPACT', 'x', /always there/u],
      ['Mine', 'status:done', /column 8/u],
    ];
    for (const [name, query, why] of cases)
      await assert.rejects(saveView(context, { name, query }), why);
    await assert.rejects(text(root, CONFIG));
  });
});
