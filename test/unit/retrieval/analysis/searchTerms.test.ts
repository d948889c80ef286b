import assert from 'node:assert/strict';
import fc from 'fast-check';
import { QueryTerms } from '../../../../src/core/retrieval/analysis/queryTerms.js';
import { termsOfToken } from '../../../../src/core/retrieval/analysis/searchTerms.js';
import { eachToken } from '../../../../src/core/retrieval/analysis/tokens.js';

function termsIn(text: string): string[] {
  const terms: string[] = [];
  eachToken(text, (token) => {
    for (const { term } of termsOfToken(token)) terms.push(term);
  });
  return terms;
}

function tokensIn(text: string): string[] {
  const tokens: string[] = [];
  eachToken(text, (token) => tokens.push(token));
  return tokens;
}

describe('the terms a text is found by', () => {
  it('keeps file names, paths, error codes and flags, whole and in parts', () => {
    assert.deepEqual(termsIn('package.json'), ['packag', 'json', 'package.json']);
    assert.deepEqual(termsIn('src/core/app.ts'), ['src', 'core', 'app', 'ts', 'src/core/app.ts']);
    assert.deepEqual(termsIn('ERR_MODULE_NOT_FOUND'), [
      'err',
      'modul',
      'not',
      'found',
      'err_module_not_found',
    ]);
    assert.deepEqual(termsIn('E404 0x80070005 CVE-2024-1234'), [
      'e404',
      '0x80070005',
      'cve',
      '2024',
      '1234',
      'cve-2024-1234',
    ]);
    assert.deepEqual(termsIn('git commit --no-verify'), [
      'git',
      'commit',
      'no',
      'verifi',
      'no-verify',
    ]);
    assert.ok(termsIn('std::vector').includes('std::vector'));
  });

  it('finds the parts of camelCase, and the word as written', () => {
    assert.deepEqual(termsIn('getUserNames'), ['getusernam', 'get', 'user', 'name']);
    assert.deepEqual(termsIn('HTTPServer'), ['httpserver', 'http', 'server']);
    assert.deepEqual(termsIn('JSON'), ['json']);
  });

  it('tells C, C++ and C# apart', () => {
    assert.deepEqual(termsIn('C'), ['c']);
    assert.deepEqual(termsIn('C++'), ['c++', 'c']);
    assert.deepEqual(termsIn('C#'), ['c#', 'c']);
  });

  it('knows words without their endings, accents and contractions', () => {
    assert.deepEqual(termsIn('Résumés'), termsIn('resume'));
    assert.deepEqual(termsIn("the user's"), ['the', 'user']);
    assert.deepEqual(termsIn('don’t'), termsIn("don't"));
    assert.deepEqual(termsIn('ﬁles'), termsIn('files'));
  });

  it('keeps marks that make another letter, and vowels', () => {
    assert.deepEqual(termsIn('йод'), ['йод']);
    assert.deepEqual(termsIn('हिन्दी'), ['हिन्दी']);
  });

  it('gives pairs of characters where words are not spaced', () => {
    assert.deepEqual(termsIn('使用git命令'), ['git', '使用', '命令']);
    assert.deepEqual(termsIn('データベース'), ['デー', 'ータ', 'タベ', 'ベー', 'ース']);
    assert.deepEqual(termsIn('猫'), ['猫']);
  });

  it('lets function words and compounds count for less, once each', () => {
    const terms = new QueryTerms().of(
      'How is the GitHub token used by the GitHub API of src/api.ts?',
    );
    assert.deepEqual(
      [...terms].filter(([, weight]) => weight < 1),
      [
        ['how', 0.2],
        ['is', 0.2],
        ['the', 0.2],
        ['git', 0.5],
        ['hub', 0.5],
        ['by', 0.2],
        ['of', 0.2],
        ['src/api.ts', 0.5],
      ],
    );
    assert.equal(terms.get('api'), 1);
  });

  it('reads ASCII as it reads everything else', () => {
    const characters = fc.constantFrom(..."aB9 ._-/\\:@'+#?");
    fc.assert(
      fc.property(fc.string({ unit: characters, maxLength: 60 }), (text) => {
        // A letter from elsewhere, far behind, sends the text the other way.
        assert.deepEqual(tokensIn(text), tokensIn(`${text} é`).slice(0, -1));
      }),
      { numRuns: 500 },
    );
  });

  it('finds in any text the terms it was indexed by, in time linear in its length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        const terms = termsIn(text);
        assert.deepEqual(new Set(new QueryTerms().of(text).keys()), new Set(terms));
        assert.ok(terms.every((term) => term.length > 0 && term.length <= 64));
      }),
    );
    for (const hostile of ['a.', 'a', '.', 'aB', '字', 'é\u0301'])
      assert.ok(termsIn(hostile.repeat(200_000)).length <= 600_001);
  });
});
