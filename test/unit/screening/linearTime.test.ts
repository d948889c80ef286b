import assert from 'node:assert/strict';
import { hostileTexts } from '../../../bench/screening/hostileTexts.js';
import { RECOGNISERS } from '../../../src/core/screening/rules.js';
import { ScannedText } from '../../../src/core/screening/scannedText.js';
import { scanText } from '../../../src/core/screening/scanText.js';
import { POLICY } from '../support/scanning.js';

const SHORT = 128_000;
const LONG = 1_024_000;
/** Eight times the text may take this many times as long: linear, and room for a busy machine. */
const MOST = 24;
/** Those that are full of findings, of hidden ones, or of candidates for many rules. */
const DENSE = ['a@b.co ', '1 ', '202-456-1111 ', 'a at b dot ', '1\u2013', 'YUBiLmNv '];
/** Below this, clocks and garbage collection are all that is measured. */
const LEAST_MS = 60;
const SLICE = 64_000;
/** For one slice; a rule whose time grows with the square takes minutes. */
const MOST_MS_A_RULE = 1_000;

function cpuMs(text: string): number {
  const started = process.cpuUsage();
  scanText(text, POLICY);
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1_000;
}

/** All of them, one after the other, to about this length. */
function mixed(length: number): string {
  return [...hostileTexts(length / 70).values()].join('\n');
}

describe('time for hostile texts', () => {
  it('grows in proportion to their length, up to a megabyte', () => {
    const full = hostileTexts(LONG);
    const texts = DENSE.map((piece): [string, string] => [piece, full.get(piece) ?? '']);
    for (const [piece, text] of [...texts, ['all of them', mixed(LONG)] as const]) {
      const part = piece === 'all of them' ? mixed(SHORT) : text.slice(0, SHORT);
      assert.ok(text.length > LONG * 0.9, piece);
      const once = Math.max(cpuMs(part), LEAST_MS);
      const eightfold = cpuMs(text);
      assert.ok(
        eightfold < MOST * once,
        `${JSON.stringify(piece)} took ${once.toFixed(0)} ms, then ${eightfold.toFixed(0)} ms`,
      );
    }
  }).timeout(120_000);

  it('stays small for every rule and every text within the most that a rule gets to see', () => {
    for (const [piece, text] of hostileTexts(SLICE)) {
      const scanned = new ScannedText(text);
      for (const recogniser of RECOGNISERS) {
        const started = process.cpuUsage();
        recogniser.find(scanned, POLICY);
        const spent = process.cpuUsage(started).user / 1_000;
        const message = `${recogniser.rule} took ${spent.toFixed(0)} ms for ${JSON.stringify(piece)}`;
        assert.ok(spent < MOST_MS_A_RULE, message);
      }
    }
  }).timeout(120_000);
});
