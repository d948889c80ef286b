import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { extract } from '../../../src/core/mining/extract.js';
import { readDecisions } from '../../../src/core/review/decisionJournals.js';
import { loadQueue } from '../../../src/core/review/queue.js';
import { verify } from '../../../src/core/verification/verify.js';
import { nodeContext } from '../../../src/node/nodeContext.js';
import { MemoryLog } from '../support/memoryLog.js';
import { runCli } from '../support/runCli.js';
import { temporaryWorkspace } from '../support/temporaryWorkspace.js';
import { testContext } from '../support/testContext.js';

const DAY = '2026-11-20';
const WINDOW = join(import.meta.dirname, '../support/windowProcess.js');
const CANDIDATES = 8;
/** Decisions that both windows try at once; each is one compare-and-set that one of them wins. */
const CONTESTS = 200;
/** However slow the machine is: contests end then, and at least these were held. */
const LONGEST_MS = 20_000;
const FEWEST = 40;

interface Outcome {
  readonly candidate: string;
  readonly on: string | null;
  readonly hash?: string;
  readonly refused?: string;
}

/** A window of the editor, without the editor: its worker in a process of its own. */
class WindowProcess {
  readonly outcomes: Outcome[] = [];
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(root: string, name: string) {
    this.#child = spawn(process.execPath, [WINDOW, root, name], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const input = this.#child.stdout;
    if (input === null) throw new Error('A window without output');
    this.#lines = createInterface({ input })[Symbol.asyncIterator]();
  }

  async begun(): Promise<void> {
    assert.equal(await this.#line(), 'begun');
  }

  async read(candidate: string): Promise<void> {
    this.#child.stdin?.write(`read ${candidate}\n`);
    assert.equal(await this.#line(), `ready ${candidate}`);
  }

  async decide(candidate: string): Promise<Outcome> {
    this.#child.stdin?.write(`decide ${candidate}\n`);
    const outcome: Outcome = JSON.parse(await this.#line());
    this.outcomes.push(outcome);
    return outcome;
  }

  async close(): Promise<void> {
    this.#child.stdin?.end();
    if (this.#child.exitCode === null) await once(this.#child, 'exit');
  }

  async #line(): Promise<string> {
    const { done, value } = await this.#lines.next();
    if (done === true) throw new Error('The window has gone');
    return value;
  }
}

/** A reviewer in a shell, one process a decision, until told to stop. */
async function decideInShell(root: string, ids: readonly string[], isOver: () => boolean) {
  const acknowledged: string[] = [];
  const codes = new Set<number | null>();
  for (let turn = 0; !isOver(); turn += 1) {
    const id = ids[turn % ids.length] ?? '';
    const action = turn % 2 === 0 ? 'flag' : 'reopen';
    const args = ['review', action, id, '-w', root, '--json', '--reviewer', 'Cli <cli@acme.dev>'];
    const { code, stdout } = await runCli(args);
    codes.add(code);
    if (code === 0) acknowledged.push(JSON.parse(stdout).state.lastHash);
  }
  return { acknowledged, codes };
}

async function workspace(): Promise<string> {
  const log = new MemoryLog();
  for (let i = 0; i < CANDIDATES; i += 1) {
    log
      .user(`Question ${i}?`)
      .assistant(`A long enough answer to question number ${i}, truly.`)
      .button('up')
      .pause(99);
  }
  const root = await temporaryWorkspace({ 'userData/lumi_memory.jsonl': log.toString() });
  await extract({}, testContext(root));
  return root;
}

describe('two windows and a shell that decide at once', () => {
  it('never overwrite each other: one wins each contest, and nothing acknowledged is lost', async () => {
    const root = await workspace();
    const context = nodeContext(root, new AbortController().signal);
    const ids = (await loadQueue({}, context)).candidates.map(({ id }) => id);
    assert.equal(ids.length, CANDIDATES);
    const windows = ['Ada', 'Bob'].map((name) => new WindowProcess(root, name));
    await Promise.all(windows.map((window) => window.begun()));

    let isOver = false;
    const shell = decideInShell(root, ids, () => isOver);
    const until = Date.now() + LONGEST_MS;
    const tally = { held: 0, contested: 0, won: 0, refused: 0 };
    while (tally.held < CONTESTS && Date.now() < until) {
      const id = ids[tally.held % ids.length] ?? '';
      await Promise.all(windows.map((window) => window.read(id)));
      const outcomes = await Promise.all(windows.map((window) => window.decide(id)));
      tally.held += 1;
      const won = outcomes.filter(({ hash }) => hash !== undefined);
      tally.won += won.length;
      tally.refused += outcomes.length - won.length;
      for (const { refused } of outcomes)
        assert.ok(refused === undefined || ['changed-meanwhile', 'locked'].includes(refused));
      // The shell may come between the two looks; then they decide on different things.
      if (new Set(outcomes.map(({ on }) => on)).size > 1) continue;
      tally.contested += 1;
      assert.ok(won.length <= 1, `both won: ${JSON.stringify(outcomes)}`);
    }
    isOver = true;
    const { acknowledged, codes } = await shell;
    await Promise.all(windows.map((window) => window.close()));

    assert.ok(tally.held >= FEWEST && tally.contested >= FEWEST / 2, JSON.stringify(tally));
    assert.ok(tally.won >= tally.held / 2, JSON.stringify(tally));
    assert.ok(acknowledged.length > 0, `the shell ended with ${[...codes]}`);

    const { decisions, problems } = await readDecisions(context, DAY);
    assert.deepEqual(problems, []);
    const won = windows.flatMap(({ outcomes }) => outcomes.flatMap(({ hash }) => hash ?? []));
    const promised = [...won, ...acknowledged];
    assert.equal(new Set(promised).size, promised.length, 'one decision was promised to two');
    // All that was promised is there, and nothing is there that nobody was promised.
    assert.deepEqual(decisions.map(({ decision }) => decision.hash).sort(), promised.sort());
    const last = new Map<string, string>();
    for (const { decision } of decisions) {
      assert.equal(decision.on, last.get(decision.candidate) ?? null);
      last.set(decision.candidate, decision.hash);
    }
    assert.deepEqual((await verify({}, context)).faults, []);
  }).timeout(90_000);
});
