// `npm run bench:screening [-- --data DIR --rows N --megabytes N --seed N --seconds N --no-peers]`: what our screening finds
// and what it flags wrongly, beside what others do, in one run with one scorer. Prints; nothing here passes or fails.
import { parseArgs } from 'node:util';
import { compare } from './compare.js';
import { falseFlags } from './falseFlags.js';
import { hardNegatives } from './hardNegatives.js';
import { readLabelledSets, STRUCTURED } from './labelledText.js';
import { installPeers } from './peers/installPeers.js';
import { privateTexts } from './privateTexts.js';
import { atLeast, atMost, CODE, CODE_WITHOUT_NAMES, losses, OURS, targetRows } from './report.js';
import { measuresOf, sumOf, type Tally } from './score.js';
import { secretFreeRows, secretRows } from './secretData.js';
import { speeds } from './speeds.js';
import { printTable } from './table.js';
import { setTimeBox, skipped } from './toolProcess.js';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: process.env['CODELUMI_PII_DATA'] ?? '../shared/data/pii' },
    rows: { type: 'string', default: '1200' },
    megabytes: { type: 'string', default: '20' },
    seed: { type: 'string', default: '20260124' },
    seconds: { type: 'string', default: '120' },
    'no-peers': { type: 'boolean', default: false },
  },
});

/** By type, of one of our profiles. */
type Found = ReadonlyMap<string, Tally> | undefined;

const LABELLED_TYPES = [...STRUCTURED, 'PERSON', 'LOCATION', 'SECRET', 'ID'];
/** With a check digit or a form that leaves no doubt. */
const CHECKED = STRUCTURED.filter((type) => type !== 'PHONE');

function aimStructured(title: string, found: Found): void {
  if (found === undefined) return;
  const tallies = STRUCTURED.flatMap((type) => found.get(type) ?? []);
  const { precision, recall } = measuresOf(sumOf(tallies));
  atLeast(`${title}, structured: precision`, precision, 0.99);
  atLeast(`${title}, structured: recall`, recall, 0.97);
}

function aimTypes(title: string, found: Found, types: readonly string[], least: number): void {
  for (const type of types) {
    const tally = found?.get(type);
    if (tally !== undefined) atLeast(`${title}, ${type}: F1`, measuresOf(tally).f1, least);
  }
}

/** The labelled sets in the folder; one in which nothing is labelled is clean text, for counting false flags. */
async function labelledSets(tools: readonly string[]): Promise<void> {
  const sets = await readLabelledSets(options.data);
  if (sets.size === 0) {
    console.log(
      `No labelled data in ${options.data}: figures of generated texts only (--data DIR or CODELUMI_PII_DATA).`,
    );
  }
  for (const [name, texts] of sets) {
    if (texts.every(({ spans }) => spans.length === 0)) {
      const shares = await falseFlags(
        name,
        new Map([['all', texts.map(({ text }) => text)]]),
        tools,
      );
      atMost(`${name}: texts with a hard flag`, shares.get(CODE)?.hard, 0.15, '%');
      atMost(`${name}: texts with any flag`, shares.get(CODE)?.any, 1, '%');
      atMost(
        `${name}: texts with a name, right ones among them`,
        shares.get(CODE)?.names,
        0.5,
        '%',
      );
      continue;
    }
    const all = await compare(name, texts, LABELLED_TYPES, tools);
    for (const profile of OURS) {
      const title = `${name}, ${profile.replace('codelumi ', '')}`;
      aimStructured(title, all.get(profile));
      aimTypes(title, all.get(profile), CHECKED, 1);
      aimTypes(title, all.get(profile), ['PHONE'], 0.95);
      aimTypes(title, all.get(profile), ['PERSON'], 0.7);
    }
  }
}

async function madeUpTexts(tools: readonly string[]): Promise<void> {
  const seed = Number(options.seed);
  const rows = Number(options.rows);
  const generated = privateTexts(seed, rows);
  const types = [...new Set(generated.flatMap(({ spans }) => spans.map(({ type }) => type)))];
  const found = (await compare('generated', generated, types, tools)).get(CODE);
  aimTypes('generated', found, [...CHECKED, 'ID'], 1);
  aimTypes('generated', found, ['PHONE'], 0.95);
  const secretTexts = [...secretRows(seed, rows), ...secretFreeRows(seed, rows)];
  const secrets = (await compare('secrets', secretTexts, ['SECRET'], tools)).get(CODE);
  const tally = secrets?.get('SECRET');
  atLeast('secrets: precision', tally && measuresOf(tally).precision, 0.99);
  atLeast('secrets: recall', tally && measuresOf(tally).recall, 0.97);
  await falseFlags('hard negatives', hardNegatives(seed, Math.ceil(rows / 12)), tools);
}

async function main(): Promise<void> {
  setTimeBox(Number(options.seconds));
  const peers = options['no-peers'] ? [] : await installPeers();
  const tools = [...OURS, ...peers];
  await labelledSets(tools);
  await madeUpTexts(tools);
  const sets = await readLabelledSets(options.data);
  const clean = [...sets.values()].find((texts) => texts.every(({ spans }) => spans.length === 0));
  const measured = await speeds(
    [CODE, CODE_WITHOUT_NAMES, ...peers],
    clean ?? [],
    Number(options.megabytes),
  );
  const own = measured.get(CODE);
  atLeast(
    'speed without names',
    measured.get(CODE_WITHOUT_NAMES)?.megabytesACpuSecond,
    25,
    'MB/CPU s',
  );
  atLeast('speed with names', own?.megabytesACpuSecond, 12, 'MB/CPU s');
  atMost('worst hostile text of 32 K', own?.worstHostileMs, 20, 'ms');
  printTable('what was asked for', targetRows());
  if (skipped.length > 0) console.log('\nNot measured to the end:');
  for (const each of skipped) console.log(`  ${each}`);
  console.log(
    losses.length === 0
      ? '\nNobody is ahead of us in this run.'
      : '\nWhere others are ahead of us:',
  );
  for (const loss of losses) console.log(`  ${loss}`);
}

await main();
