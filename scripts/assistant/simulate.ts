// Lets a made-up assistant answer made-up people in a workspace in which something is deployed, so that a rollout can be
// watched. See `usage` for the options.

import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { HOUR_MS } from '../../src/core/durations.js';
import { simulateAssistant } from './simulatedAssistant.js';

const usage = `usage: simulate --workspace DIR [--questions N] [--people N] [--hours H] [--from TIME] [--seed N]
                [--complaints P] [--complaints-of DEPLOYMENT=P]…
  --questions N   how often somebody asks (default: 500)
  --people N      how many people ask (default: 50)
  --hours H       within how many hours, from TIME on (default: 24, up to now)
  --seed N        other people and questions (default: 1)
  --complaints P  how probable a complaint is, 0 to 1 (default: 0.05); of one deployment with --complaints-of`;

/** What people ask: the queries that quality is measured with will do. */
const QUERIES = 'training/eval/holdout.jsonl';

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      workspace: { type: 'string' },
      questions: { type: 'string', default: '500' },
      people: { type: 'string', default: '50' },
      hours: { type: 'string', default: '24' },
      from: { type: 'string' },
      seed: { type: 'string', default: '1' },
      complaints: { type: 'string', default: '0.05' },
      'complaints-of': { type: 'string', multiple: true, default: [] },
    },
  });
  if (values.workspace === undefined) throw new Error('--workspace is missing.');
  const workspace = resolve(values.workspace);
  const hours = numberIn(values.hours, '--hours');
  const from = values.from === undefined ? Date.now() - hours * HOUR_MS : Date.parse(values.from);
  if (Number.isNaN(from)) throw new Error('--from is no time.');
  const usual = numberIn(values.complaints, '--complaints');
  const special = new Map(
    values['complaints-of'].map((each): [string, number] => {
      const [deployment = '', share] = each.split('=');
      return [deployment, numberIn(share, '--complaints-of')];
    }),
  );
  const served = await simulateAssistant({
    workspace,
    from,
    to: from + hours * HOUR_MS,
    questions: numberIn(values.questions, '--questions'),
    people: numberIn(values.people, '--people'),
    seed: numberIn(values.seed, '--seed'),
    queries: await queriesIn(join(workspace, QUERIES)),
    complains: ({ deploymentId }) => special.get(deploymentId) ?? usual,
    praises: 0.1,
  });
  for (const [deployment, { answers, complaints, failures }] of served)
    process.stdout.write(
      `${deployment}: ${answers} answers, ${complaints} complaints, ${failures} failures\n`,
    );
  return 0;
}

function numberIn(text: string | undefined, option: string): number {
  const value = Number(text);
  if (text === undefined || text === '' || !Number.isFinite(value) || value < 0)
    throw new Error(`${option} is no number from 0 on.`);
  return value;
}

async function queriesIn(file: string): Promise<string[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => (JSON.parse(line) as { query: string }).query);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}\n`);
    process.exitCode = 2;
  },
);
