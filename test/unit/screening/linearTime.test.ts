import assert from 'node:assert/strict';
import { hostileTexts } from '../../../bench/screening/hostileTexts.js';
import { RECOGNISERS } from '../../../src/core/screening/rules.js';
import { ScannedText } from '../../../src/core/screening/scannedText.js';
import { scanText } from '../../../src/core/screening/scanText.js';
import { POLICY } from '../support/scanning.js';

/** More than one slice; four times the length is several of them. */
const SHORT = 64_000;
const LONG = 256_000;
const MEGABYTE = 1_000_000;
/** Four times the text may take this many times as long: linear, and room for a busy machine. */
const MOST = 12;
/** Those that are full of findings, of hidden ones, or of candidates for many rules. */
const DENSE = ['a@b.co ', '1 ', '202-456-1111 ', 'a at b dot ', '1\u2013', 'YUBiLmNv '];
/** Below this, clocks and garbage collection are all that is measured. */
const LEAST_MS = 60;
const SLICE = 64_000;
/** For one slice; a rule whose time grows with the square takes minutes. */
const MOST_MS_A_RULE = 1_000;
/** For a megabyte of all of them; one rule whose time grows with the square would need as long alone. */
const MOST_MS_A_MEGABYTE = 30_000;

function cpuMs(text: string): number {
  const started = process.cpuUsage();
  scanText(text, POLICY);
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1_000;
}

/** All of them, one after the other, to this length or a little more. */
function mixed(length: number): string {
  return [...hostileTexts(Math.ceil(length / hostileTexts(0).size)).values()].join('\n');
}

describe('time for hostile texts', () => {
  it('grows in proportion to their length', () => {
    for (const [piece, text] of [...hostileTexts(LONG)].filter(([each]) => DENSE.includes(each))) {
      const once = Math.max(cpuMs(text.slice(0, SHORT)), LEAST_MS);
      const fourfold = cpuMs(text);
      const message = `${JSON.stringify(piece)} took ${once.toFixed(0)} ms, then ${fourfold.toFixed(0)} ms`;
      assert.ok(fourfold < MOST * once, message);
    }
  }).timeout(120_000);

  it('is a matter of seconds for a megabyte that every rule looks through', () => {
    const text = mixed(MEGABYTE);
    assert.ok(text.length >= MEGABYTE);
    const spent = cpuMs(text);
    assert.ok(spent < MOST_MS_A_MEGABYTE, `${spent.toFixed(0)} ms`);
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
