import { LogFile } from '../lib/logFile.js';
import type { PlantedList } from '../lib/planted.js';
import { at, type Random } from '../lib/random.js';
import { utc } from '../lib/time.js';
import { secrets } from '../lib/values.js';

interface Action {
  readonly action: string;
  readonly args: object;
}

const actions: readonly Action[] = [
  { action: 'writeFile', args: { path: '[PROJECT_ROOT]/src/search/filter.ts', bytes: 1840 } },
  { action: 'runCommand', args: { command: 'npm test', cwd: '[PROJECT_ROOT]', exitCode: 0 } },
  {
    action: 'presentKB',
    args: { query: 'undo last commit without losing my work', hits: ['kb-1'] },
  },
  { action: 'callLLM', args: { model: 'lumi-m2', promptTokens: 1412, outputTokens: 208 } },
  { action: 'readFile', args: { path: 'C:\\work\\lumi\\package.json' } },
  { action: 'writeFile', args: { path: '[PROJECT_ROOT]/docs/setup.md', bytes: 3220 } },
  {
    action: 'runCommand',
    args: { command: 'git status --short', cwd: '[PROJECT_ROOT]', exitCode: 0 },
  },
  { action: 'applyPatch', args: { path: '[PROJECT_ROOT]/src/app.ts', added: 12, removed: 4 } },
  { action: 'runCommand', args: { command: 'npx tsc -b', cwd: '[PROJECT_ROOT]', exitCode: 2 } },
  { action: 'undo', args: { stepId: 'step-0008' } },
  { action: 'readFile', args: { path: '[PROJECT_ROOT]/src/search/filter.ts' } },
  {
    action: 'runCommand',
    args: { command: 'npx biome check .', cwd: '[PROJECT_ROOT]', exitCode: 1 },
  },
  { action: 'callLLM', args: { model: 'lumi-m2', promptTokens: 2210, outputTokens: 377 } },
  { action: 'presentKB', args: { query: 'docker prune what does it delete', hits: ['kb-37'] } },
  { action: 'searchFiles', args: { pattern: 'byTag(', results: 6 } },
  {
    action: 'applyPatch',
    args: { path: '[PROJECT_ROOT]/test/filter.test.ts', added: 31, removed: 0 },
  },
  {
    action: 'runCommand',
    args: { command: 'git diff --stat', cwd: '[PROJECT_ROOT]', exitCode: 0 },
  },
  { action: 'callLLM', args: { model: 'lumi-m2', promptTokens: 640, outputTokens: 91 } },
  { action: 'writeFile', args: { path: '[PROJECT_ROOT]/.github/workflows/test.yml', bytes: 912 } },
  {
    action: 'runCommand',
    args: { command: 'docker compose up -d db', cwd: '[PROJECT_ROOT]', exitCode: 0 },
  },
  { action: 'deleteFile', args: { path: '[PROJECT_ROOT]/src/search/oldFilter.ts' } },
];

/** Twelve single-action files and a journal of the same shape. */
export function buildExecutorLogs(random: Random, planted: PlantedList): LogFile[] {
  const files: LogFile[] = [];
  let time = utc('2026-10-20T09:12:31');
  for (let step = 1; step <= 12; step++) {
    time += random.int(20, 60) * 3_600_000 + random.int(0, 999);
    const file = new LogFile(`userData/audit_${time}.json`);
    file.json(record(step, time, at(actions, ((step - 1) * 5) % actions.length)));
    files.push(file);
  }
  return [...files, journal(random, planted)];
}

function record(step: number, ts: number, { action, args }: Action): object {
  return { stepId: `step-${String(step).padStart(4, '0')}`, action, args, ts };
}

function journal(random: Random, planted: PlantedList): LogFile {
  const log = new LogFile('userData/action_journal.jsonl');
  let ts = utc('2026-10-19T07:40:00');
  for (let step = 1; step <= 96; step++) {
    ts += random.int(1, 14) * 1_800_000 + random.int(0, 999);
    if (step !== 57) {
      log.json(record(step, ts, random.pick(actions)));
      continue;
    }
    const args = { command: `SLACK_TOKEN=${secrets.slack} node notify.js`, exitCode: 0 };
    const place = log.json({ stepId: `step-00${step}`, action: 'runCommand', args, ts });
    const expect = 'diagnostic in the editor; never part of a candidate';
    planted.add({ kind: 'secret-slack-token', value: secrets.slack, expect }, place);
  }
  planted.add(
    { kind: 'malformed:torn-last', expect: 'not parsed, kept for the next run' },
    log.append('{"stepId":"step-0097","action":"callLLM","args":{"mod', ''),
  );
  return log;
}
