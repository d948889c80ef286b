import assert from 'node:assert/strict';
import fc from 'fast-check';
import { topicTerms } from '../../../src/core/retrieval/queryText.js';

/** The same endings as patterns. */
function stemByPattern(term: string): string {
  if (/(?:sses|shes|ches|xes)$/u.test(term)) return term.slice(0, -2);
  if (/ies$/u.test(term)) return `${term.slice(0, -3)}y`;
  if (/[^aeious]s$/u.test(term) || /[aeio][^aeious]es$/u.test(term)) return term.slice(0, -1);
  if (term.length > 6 && /ing$/u.test(term)) return term.slice(0, -3);
  if (term.length > 5 && /ed$/u.test(term)) return term.slice(0, -2);
  return term;
}

describe('topic terms', () => {
  it('have the endings of plurals and verbs taken off, and no other', () => {
    const ending = fc.constantFrom('', 's', 'es', 'ses', 'sses', 'shes', 'xes', 'ies', 'ing', 'ed');
    const stem = fc.stringMatching(/^q[a-z]{3,8}$/u);
    fc.assert(
      fc.property(stem, ending, (beginning, end) => {
        const word = `${beginning}${end}`;
        assert.deepEqual(topicTerms(word), [stemByPattern(word)]);
      }),
    );
    assert.deepEqual(topicTerms('proxies src/API2s kubernetes’ the'), [
      'proxy',
      'src',
      'api2s',
      'kubernete',
    ]);
  });
});
