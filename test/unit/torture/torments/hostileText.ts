import { csvOf } from '../../../../src/core/monitoring/plots/plotCsv.js';
import { textDigest } from '../../../../src/core/records/fingerprint.js';
import { codeCell, codeSpan } from '../../../../src/core/records/markdownText.js';
import { readReviewFile } from '../../../../src/core/review/reviewFile/readReviewFile.js';
import { writeReviewFile } from '../../../../src/core/review/reviewFile/writeReviewFile.js';
import { printable, printableLine } from '../../../../src/shared/printable.js';
import { printableCsv } from '../../../../src/shared/printableCsv.js';
import {
  diffMarkdown,
  junit,
  plotOf,
  pullRequest,
  report,
  timeline,
  verdict,
} from '../hostileSurfaces.js';
import {
  hostileTexts,
  longHostileText,
  requirePlainMarkdown,
  requireVisible,
} from '../hostileTexts.js';
import { Lost, torment } from '../torment.js';

/** Longer than anybody reads; each surface has to cut it or bear it. */
const LONG = 10 * 1024 * 1024;
const NONCE = '0123456789abcdef0123456789abcdef';

/** Every text that is written for people: nothing in it acts, nothing is unseen. */
export const hostileText = torment<string>({
  name: 'hostile text in everything that is written for people',
  cost: 2,
  cases: hostileTexts,
  prepare: async () => {
    bearLong(longHostileText(LONG));
    return async (text) => showEverywhere(text) + readBack(text);
  },
});

/** The same text, very long: documents cut it; what shows all of it stays as long as it is. */
function bearLong(text: string): void {
  for (const write of [pullRequest, verdict, report, timeline, junit]) {
    const { length } = write(text);
    if (length > 200_000) throw new Error(`A document is ${length} characters long`);
  }
  for (const write of [printable, diffMarkdown, (long: string) => csvOf(plotOf(long))])
    if (write(text).length > 20 * text.length) throw new Error('A text grew twentyfold');
  readBack(text.slice(0, LONG / 10));
}

function showEverywhere(text: string): number {
  requireVisible(printable(text), 'text in the shell');
  requireVisible(printableLine(text, 200), 'a line in the shell');
  const documents = {
    'the body of a pull request': pullRequest(text),
    'the verdict for a pull request': verdict(text),
    'the report of a validation': report(text),
    'the timeline of a rollout': timeline(text),
    'a code span': codeSpan(printableLine(text, 500)),
  };
  for (const [where, markdown] of Object.entries(documents)) {
    requireVisible(markdown, where);
    requirePlainMarkdown(markdown, where);
  }
  requirePlainMarkdown(printable(diffMarkdown(text)), 'a diff');
  requirePlainMarkdown(`| a |\n|---|\n| ${codeCell(printableLine(text, 500))} |`, 'a cell');
  requireXml(junit(text));
  requireNoFormula(printableCsv(csvOf(plotOf(text))));
  return 0;
}

/** Well-formed as far as text could break it: each `<` begins one of our own tags. */
function requireXml(xml: string): void {
  const own = /<(?:\?xml|\/?testsuites?|\/?testcase|\/?failure|skipped|\/?system-out)\b/gu;
  const left = xml.replaceAll(own, '');
  if (left.includes('<'))
    throw new Error(
      `JUnit holds a tag that is not ours: ${left.slice(left.indexOf('<')).slice(0, 80)}`,
    );
  if (/&(?!amp;|lt;|gt;|quot;)/u.test(xml))
    throw new Error('JUnit holds an entity that is not ours');
  requireVisible(xml, 'JUnit');
}

function requireNoFormula(csv: string): void {
  for (const cell of cellsOf(csv))
    if (/^[=+@＝＋－＠\t\r]|^-(?![\d.])/u.test(cell))
      throw new Error(`CSV holds a formula: ${cell.slice(0, 80)}`);
  requireVisible(csv.replaceAll('\r\n', '\n'), 'CSV');
}

/** RFC 4180; what is quoted may be very long. */
function cellsOf(csv: string): string[] {
  const cells: string[] = [];
  let [from, isQuoted] = [0, false];
  for (let at = 0; at <= csv.length; at += 1) {
    if (csv[at] === '"') isQuoted = !isQuoted;
    if (isQuoted || !(at === csv.length || ',\r\n'.includes(csv[at] ?? ''))) continue;
    cells.push(csv.slice(from, at).replace(/^"/u, ''));
    from = at + 1;
  }
  return cells;
}

/** A review file is read back as it was written, and no text reaches another candidate. */
function readBack(text: string): number {
  const key = (number: number) => ({
    candidate: `candidate-20261120-000${number}`,
    fingerprint: 'a'.repeat(64),
    on: null,
    shown: 'b'.repeat(64),
  });
  const pair = { query: text, assistant_output: `${text} ${text}` };
  const items = [1, 2].map((number) => ({ key: key(number), text: pair, notes: [] }));
  const read = readReviewFile(writeReviewFile({ day: '2026-11-20', nonce: NONCE, left: 0 }, items));
  const back = read?.items ?? [];
  if (back.length !== 2) throw new Lost(2 - back.length, 'Candidates are gone from a review file');
  for (const { verdict: ticked, text: found } of back) {
    if (ticked !== undefined) throw new Error('Text ticked a verdict');
    if (textDigest(found) !== textDigest(back[0]?.text ?? found))
      throw new Lost(1, 'A text was not read back as it was');
  }
  return back.length;
}
