import assert from 'node:assert/strict';
import {
  listLargeFiles,
  screenLargeFiles,
} from '../../../../src/core/screening/documents/largeFiles.js';
import { temporaryWorkspace } from '../../support/temporaryWorkspace.js';
import { testContext } from '../../support/testContext.js';

const MAIL = ['lena.arnold', 'holzweg-laden.de'].join('@');
const LIMIT = 200;

describe('files too large for the editor', () => {
  it('are listed and screened where smaller ones would be underlined', async () => {
    const filler = { q: 'how', a: 'so '.repeat(100) };
    const lines = [{ q: MAIL, a: MAIL }, filler].map((entry) => JSON.stringify(entry)).join('\n');
    const root = await temporaryWorkspace({
      'training/large.jsonl': `${lines}\nno JSON\n`,
      'training/large.json': JSON.stringify({ qa: [filler, { q: MAIL, a: '' }] }),
      '.codelumi/config.json': JSON.stringify({ sources: { knowledgeBase: 'docs/kb' } }),
      'docs/kb/large.jsonl': lines,
      'training/small.jsonl': JSON.stringify({ q: MAIL, a: '' }),
      'training/eval/holdout.jsonl': lines,
      'userData/lumi_memory.jsonl': lines,
      'staging_kb/2026-01-24/accepted.jsonl': JSON.stringify({
        id: 'candidate-20260124-0001',
        query: MAIL,
        assistant_output: 'x'.repeat(LIMIT),
      }),
    });
    const context = testContext(root);
    const large = await listLargeFiles(context.files, LIMIT);
    const screened = await screenLargeFiles(large, context);
    assert.deepEqual(
      screened.map(({ file, rules }) => ({ file, rules })),
      [
        { file: 'training/large.json', rules: { 'email-address': 1 } },
        { file: 'training/large.jsonl', rules: { 'email-address': 2, 'plain-text': 1 } },
        { file: 'docs/kb/large.jsonl', rules: { 'email-address': 2 } },
        { file: 'staging_kb/2026-01-24/accepted.jsonl', rules: { 'email-address': 1 } },
      ],
    );
  });
});
