// Gives a workspace a past: a deployment in production and what was logged of its searches, with scores that fall, so that
// what is watched can be looked at. See `usage` for the options.
import { parseArgs } from 'node:util';
import { driftedHistory } from './driftedHistory.js';

const usage = `usage: history --workspace DIR [--days N] [--drift-days N] [--shift LOGITS] [--sessions N] [--seed N]
  --workspace DIR   its settings let unsigned deployments into production ("policy": {"unsigned": "prod"})
  --days N          since when it is in production (default: 30)
  --drift-days N    for how long its scores have been lower (default: 6; 0: they are not)
  --shift LOGITS    by how much (default: 1)
  --sessions N      conversations a day (default: 60)
  --seed N          other scores (default: 1)`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      workspace: { type: 'string' },
      days: { type: 'string', default: '30' },
      'drift-days': { type: 'string', default: '6' },
      shift: { type: 'string', default: '1' },
      sessions: { type: 'string', default: '60' },
      seed: { type: 'string', default: '1' },
    },
  });
  if (values.workspace === undefined) throw new Error('--workspace is missing.');
  const deployment = await driftedHistory({
    workspace: values.workspace,
    until: Date.now(),
    days: numberIn(values.days, '--days'),
    driftDays: numberIn(values['drift-days'], '--drift-days'),
    shift: numberIn(values.shift, '--shift'),
    sessionsADay: numberIn(values.sessions, '--sessions'),
    seed: numberIn(values.seed, '--seed'),
  });
  process.stdout.write(`${deployment}\n`);
}

function numberIn(text: string, option: string): number {
  const value = Number(text);
  if (text === '' || !Number.isFinite(value) || value < 0)
    throw new Error(`${option} is no number from 0 on.`);
  return value;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}\n`);
  process.exitCode = 2;
});
