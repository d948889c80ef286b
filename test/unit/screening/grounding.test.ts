import assert from 'node:assert/strict';
import { noProvenance } from '../../../src/core/screening/contextRules/noProvenance.js';
import { ungroundedClaims } from '../../../src/core/screening/contextRules/ungroundedClaims.js';
import { claimsIn } from '../../../src/core/screening/grounding/claims.js';
import { candidate, entry, found } from './screeningSamples.js';

const INVENTED =
  'Set `forge.turboMode` to 4711 in `/etc/forged/turbo.conf`, then restart forged 7.3.1; see https://forge.example.org/turbo.';

describe('claimsIn', () => {
  it('finds what can be looked up, by kind and at its place', () => {
    const kinds = claimsIn(INVENTED).map(({ kind, start, end }) => [
      kind,
      INVENTED.slice(start, end),
    ]);
    assert.deepEqual(kinds, [
      ['identifier', 'forge.turboMode'],
      ['quantity', '4711'],
      ['path', '/etc/forged/turbo.conf'],
      ['version', '7.3.1'],
      ['url', 'https://forge.example.org/turbo'],
    ]);
  });

  it('takes the first word of a command and its flags, in code alone', () => {
    const text = 'Run `rg --hidden -n x`, not --hidden by hand; `await` and `const a` are words.';
    assert.deepEqual(
      claimsIn(text).map(({ kind, key }) => [kind, key]),
      [
        ['command', 'rg'],
        ['flag', 'hidden'],
      ],
    );
  });

  it('leaves alone years, small numbers, words with a slash, numbers of cards and telephones', () => {
    const text =
      'In 2026 take 3 and/or 12 of them; read/write. Card 4111 1111 1111 1111, +44 20 7946 0958.';
    assert.deepEqual(claimsIn(text), []);
  });
});

describe('an answer whose claims stand nowhere else', () => {
  it('is flagged, with every claim and the share of them', () => {
    const [finding] = found(ungroundedClaims, candidate('How do I speed up forge?', INVENTED));
    assert.deepEqual(
      finding?.spans?.map(({ start, end }) => INVENTED.slice(start, end)),
      [
        'forge.turboMode',
        '4711',
        '/etc/forged/turbo.conf',
        '7.3.1',
        'https://forge.example.org/turbo',
      ],
    );
    assert.deepEqual([finding?.score, finding?.severity], [1, 'warning']);
    assert.match(finding?.message ?? '', /^5 of 5 /u);
  });

  it('is not when the knowledge base or the question mentions them', () => {
    const known = entry(
      'kb-1',
      'What is turboMode?',
      'See /etc/forged/turbo.conf and forge.example.org.',
    );
    const asked = candidate('Is forge.turboMode worth 4711 in forged 7.3.1?', INVENTED);
    assert.deepEqual(found(ungroundedClaims, asked, { entries: [known] }), []);
  });

  it('is not when it claims little, or names tools and flags that nobody mentioned before', () => {
    const answers = [
      'Use `rg --hidden --glob "*.ts" pattern`, or `fd --type f` if you look for names.',
      'Set `editor.wordWrap` to "on".',
      'Commit first, then rebase; the order matters because the rebase replays your commits.',
      'Run `arr.toSorted((a, b) => a - b)`, then `Object.entries(x).flatMap(f)` and `JSON.stringify(y)`.',
    ];
    for (const answer of answers) {
      assert.deepEqual(found(ungroundedClaims, candidate('How?', answer)), [], answer);
    }
  });
});

describe('a candidate without proof', () => {
  it('is flagged', () => {
    const unproven = candidate('q', 'a', { provenance: [] });
    assert.equal(found(noProvenance, unproven).length, 1);
    assert.deepEqual(found(noProvenance, candidate('q', 'a')), []);
  });
});
