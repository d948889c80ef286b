import { parseArgs } from 'node:util';
import type { Outcome } from './torment.js';
import { TORMENTS } from './torments.js';
import { watchFor } from './watchdog.js';

/** `npm run torture [-- --cases N --seed S --minutes M --only WORDS]`: every torment, a table, and one line at the end. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      cases: { type: 'string', default: '20000' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000_007) },
      minutes: { type: 'string', default: '10' },
      only: { type: 'string', default: '' },
    },
  });
  const [cases, seed, minutes] = [
    Number(values.cases),
    Number(values.seed),
    Number(values.minutes),
  ];
  const wanted = TORMENTS.filter(({ name }) => name.includes(values.only));
  console.log(`Seed ${seed}, at most ${minutes} minutes\n`);
  const alive = watchFor(seed);
  const outcomes: Outcome[] = [];
  const end = Date.now() + minutes * 60_000;
  for (const [index, torment] of wanted.entries()) {
    const milliseconds = (end - Date.now()) / (wanted.length - index);
    const count = Math.max(1, Math.ceil(cases / torment.cost));
    const outcome = await torment.run({ seed, cases: count, milliseconds, onCase: alive.beat });
    outcomes.push(outcome);
    console.log(row(outcome));
    for (const { message, given } of outcome.complaints)
      console.log(`\n${message}\n  from ${given.slice(0, 2_000)}\n`);
  }
  alive.stop();
  const sum = (of: (outcome: Outcome) => number) =>
    outcomes.reduce((all, each) => all + of(each), 0);
  const broken = sum(({ complaints }) => complaints.length);
  if (broken > 0) console.log(`\n${broken} kinds of complaints`);
  console.log(
    `\n${sum(({ held }) => held)} records looked for\n${sum((each) => each.cases)} cases tried, ${sum(({ lost }) => lost)} records lost`,
  );
  process.exitCode = broken > 0 ? 1 : 0;
}

function row({ name, cases, held, lost, complaints, seconds }: Outcome): string {
  const state = complaints.length === 0 ? 'ok' : 'BROKEN';
  const columns = [
    `${cases} cases`,
    `${held} records`,
    `${lost} lost`,
    `${seconds.toFixed(0)} s`,
    state,
  ];
  return `${name.padEnd(52)}${columns.map((column) => column.padStart(16)).join('')}`;
}

await main();
