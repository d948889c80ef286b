// `npm run bench:screening [-- --data DIR --rows N --megabytes N --seed N --no-peers]`: what our screening finds
// and what it flags wrongly, beside what others do, in one run with one scorer. Prints; nothing here passes or fails.
import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { hardNegatives } from './hardNegatives.js';
import { hostileTexts } from './hostileTexts.js';
import { type Labelled, type LabelledText, readLabelled, STRUCTURED } from './labelledText.js';
import { PEER_PACKAGES } from './peers/packages.js';
import { PEERS, PEERS_FOLDER } from './peers/peers.js';
import { privateTexts } from './privateTexts.js';
import { measuresOf, score, sumOf, type Tally } from './score.js';
import { percent, printTable, ratio } from './table.js';
import { answersOf } from './toolProcess.js';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: process.env['CODELUMI_PII_DATA'] ?? '../shared/data/pii' },
    rows: { type: 'string', default: '1200' },
    megabytes: { type: 'string', default: '20' },
    seed: { type: 'string', default: '20260124' },
    'no-peers': { type: 'boolean', default: false },
  },
});

const OURS = ['codelumi code', 'codelumi general'];
const HARD = new Set<string>([
  ...STRUCTURED,
  'ID',
  'SECRET',
  'MAC',
  'DATE_OF_BIRTH',
  'GEO',
  'USER',
]);
const PATIENCE_MS = 30_000;
const HOSTILE_LENGTH = 32_000;
const HOSTILE_PATIENCE_MS = 10_000;
const RECORD_LENGTH = 2_000;

/** Where somebody else is ahead, said at the end. */
const losses: string[] = [];

async function installPeers(): Promise<string[]> {
  if (options['no-peers']) return [];
  await mkdir(PEERS_FOLDER, { recursive: true });
  const manifest = join(PEERS_FOLDER, 'package.json');
  await writeFile(manifest, '{ "private": true }\n');
  const flags = [
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--no-save',
    '--prefix',
    PEERS_FOLDER,
  ];
  const { status } = spawnSync('npm', ['install', ...flags, ...PEER_PACKAGES], { stdio: 'ignore' });
  if (status === 0) return Object.keys(PEERS);
  console.log('The peers could not be installed; only our own figures follow.');
  return [];
}

function detected(
  tool: string,
  texts: readonly LabelledText[],
): Promise<(Labelled[] | undefined)[]> {
  const task = { tool, what: 'detect' as const, texts: texts.map(({ text }) => text) };
  return answersOf<Labelled[]>(task, PATIENCE_MS);
}

/** P, R and F1 by type, and micro averages over the structured types. */
async function compare(
  title: string,
  texts: readonly LabelledText[],
  types: readonly string[],
  tools: readonly string[],
): Promise<void> {
  const labelled = types.filter((type) =>
    texts.some(({ spans }) => spans.some((span) => span.type === type)),
  );
  const structured = labelled.filter((type) => (STRUCTURED as readonly string[]).includes(type));
  const rows = [['P/R/F1', ...labelled, 'STRUCTURED P', 'R', 'F1', 'F2']];
  const all = new Map<string, Map<string, Tally>>();
  for (const tool of tools) {
    const found = (await detected(tool, texts)).map((spans) => spans ?? []);
    const tallies = score(texts, found, labelled);
    all.set(tool, tallies);
    const cells = labelled.map((type) => cellOf(tallies.get(type)));
    const { precision, recall, f1, f2 } = measuresOf(
      sumOf(structured.flatMap((type) => tallies.get(type) ?? [])),
    );
    rows.push([tool, ...cells, ratio(precision), ratio(recall), ratio(f1), ratio(f2)]);
  }
  printTable(`${title}: ${texts.length} texts, intersection over union from 0.5`, rows);
  noteLosses(title, labelled, all);
}

function cellOf(tally: Tally | undefined): string {
  if (tally === undefined || tally.hits + tally.falseAlarms === 0) return '-';
  const { precision, recall, f1 } = measuresOf(tally);
  return [precision, recall, f1].map(ratio).join('/');
}

function noteLosses(
  title: string,
  types: readonly string[],
  all: ReadonlyMap<string, ReadonlyMap<string, Tally>>,
): void {
  for (const type of types) {
    const f1 = (tool: string) => {
      const tally = all.get(tool)?.get(type);
      return tally === undefined || tally.hits === 0 ? 0 : measuresOf(tally).f1;
    };
    const best = Math.max(...OURS.map(f1));
    for (const tool of all.keys()) {
      if (!OURS.includes(tool) && f1(tool) > best) {
        losses.push(`${title}, ${type}: ${tool} has F1 ${ratio(f1(tool))}, we ${ratio(best)}`);
      }
    }
  }
}

/** How many texts that hold nothing private are flagged. */
async function falseFlags(
  title: string,
  groups: ReadonlyMap<string, readonly string[]>,
  tools: readonly string[],
): Promise<void> {
  const texts = [...groups].flatMap(([id, lines]) =>
    lines.map((text) => ({ id, text, spans: [] })),
  );
  const rows = [['texts flagged', 'any', 'hard', ...(groups.size > 1 ? groups.keys() : [])]];
  const shares = new Map<string, number>();
  for (const tool of tools) {
    const found = await detected(tool, texts);
    const isHard = (spans: Labelled[] | undefined) =>
      spans?.some(({ type }) => HARD.has(type)) === true;
    const hard = found.filter(isHard).length;
    const any = found.filter((spans) => spans !== undefined && spans.length > 0).length;
    const byGroup = [...groups.keys()].map((group) => {
      const own = found.filter((_, index) => texts[index]?.id === group);
      return percent(own.filter(isHard).length, own.length);
    });
    shares.set(tool, hard);
    rows.push([
      tool,
      percent(any, texts.length),
      percent(hard, texts.length),
      ...(groups.size > 1 ? byGroup : []),
    ]);
  }
  printTable(`${title}: ${texts.length} texts`, rows);
  const own = shares.get('codelumi code') ?? 0;
  for (const [tool, count] of shares) {
    if (!OURS.includes(tool) && count < own)
      losses.push(
        `${title}: ${tool} flags ${percent(count, texts.length)}, we ${percent(own, texts.length)}`,
      );
  }
}

async function speeds(
  tools: readonly string[],
  clean: readonly LabelledText[] | undefined,
): Promise<void> {
  const records = await codingRecords(clean);
  const hostile = hostileTexts(HOSTILE_LENGTH);
  const rows = [['', 'MB/CPU s', 'worst 32 K, ms', 'at']];
  let own = 0;
  for (const tool of tools) {
    const [speed] = await answersOf<number>(
      { tool, what: 'speed', texts: records },
      4 * PATIENCE_MS,
    );
    const times = await answersOf<number>(
      { tool, what: 'hostile', texts: [...hostile.values()] },
      HOSTILE_PATIENCE_MS,
    );
    const worst = [...hostile.keys()]
      .map((piece, index) => ({ piece, ms: times[index] ?? Number.POSITIVE_INFINITY }))
      .reduce((a, b) => (b.ms > a.ms ? b : a));
    const ms = Number.isFinite(worst.ms) ? worst.ms.toFixed(1) : `over ${HOSTILE_PATIENCE_MS}`;
    rows.push([tool, speed?.toFixed(1) ?? '-', ms, JSON.stringify(worst.piece)]);
    if (tool === 'codelumi code') own = speed ?? 0;
    else if (!tool.startsWith('codelumi') && (speed ?? 0) > own)
      losses.push(`speed: ${tool} does ${speed?.toFixed(0)} MB a CPU second, we ${own.toFixed(0)}`);
  }
  printTable(
    `speed: records of ${RECORD_LENGTH} characters of documentation and code, one process a tool`,
    rows,
  );
}

/** Documentation where it is there, and this project's own sources, again and again. */
async function codingRecords(clean: readonly LabelledText[] | undefined): Promise<string[]> {
  const names = (await readdir('src', { recursive: true })).filter((name) => name.endsWith('.ts'));
  const sources = await Promise.all(names.map((name) => readFile(join('src', name), 'utf8')));
  const corpus = [...(clean ?? []).map(({ text }) => text), ...sources].join('\n\n');
  const records: string[] = [];
  for (
    let at = 0;
    records.length * RECORD_LENGTH < Number(options.megabytes) * 1e6;
    at += RECORD_LENGTH
  ) {
    const from = at % Math.max(1, corpus.length - RECORD_LENGTH);
    // A string of its own, as records are that come from a file.
    records.push(Buffer.from(corpus.slice(from, from + RECORD_LENGTH)).toString());
  }
  return records;
}

async function main(): Promise<void> {
  const peers = await installPeers();
  const tools = [...OURS, ...peers];
  const seed = Number(options.seed);
  const presidio = await readLabelled(join(options.data, 'presidio_v2.jsonl'));
  const clean = await readLabelled(join(options.data, 'coding_text_clean.jsonl'));
  if (presidio === undefined || clean === undefined) {
    console.log(
      `No labelled data in ${options.data}: figures of generated texts only (--data DIR or CODELUMI_PII_DATA).`,
    );
  }
  if (presidio !== undefined)
    await compare('presidio_v2', presidio, [...STRUCTURED, 'PERSON', 'LOCATION'], tools);
  const generated = privateTexts(seed, Number(options.rows));
  const types = [...new Set(generated.flatMap(({ spans }) => spans.map(({ type }) => type)))];
  await compare('generated', generated, types, tools);
  if (clean !== undefined) {
    await falseFlags('clean coding text', new Map([['all', clean.map(({ text }) => text)]]), tools);
  }
  await falseFlags(
    'hard negatives',
    hardNegatives(seed, Math.ceil(Number(options.rows) / 12)),
    tools,
  );
  await speeds(['codelumi code', 'codelumi code, no names', ...peers], clean);
  console.log(
    losses.length === 0
      ? '\nNobody is ahead of us in this run.'
      : '\nWhere others are ahead of us:',
  );
  for (const loss of losses) console.log(`  ${loss}`);
}

await main();
