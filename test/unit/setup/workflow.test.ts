import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { workflow } from '../../../src/core/setup/workflow.js';
import { clone, git, repository } from '../support/gitRepositories.js';
import { put, temporaryWorkspace, text } from '../support/temporaryWorkspace.js';

const run = promisify(execFile);

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}
interface Job {
  readonly permissions: Readonly<Record<string, string>>;
  readonly needs?: string;
  readonly if?: string;
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly on: Readonly<Record<string, { readonly branches: readonly string[] } | null>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<'verify' | 'comment', Job>>;
}

const read = (branch = 'main'): Workflow => parse(workflow(branch));

function scriptOf(job: Job, name: string): string {
  return job.steps.find((step) => step.name === name)?.run ?? assert.fail(`no step ${name}`);
}

describe('the workflow for GitHub Actions', () => {
  it('gives each job the least it needs, and forks nothing that writes', () => {
    const { on, permissions, jobs } = read();
    assert.deepEqual(Object.keys(on), ['pull_request', 'push']);
    assert.deepEqual(permissions, {});
    assert.deepEqual(jobs.verify.permissions, { contents: 'read' });
    assert.deepEqual(jobs.comment.permissions, { 'pull-requests': 'write' });
    assert.match(jobs.comment.if ?? '', /head\.repo\.full_name == github\.repository/u);
    assert.ok(
      jobs.comment.steps.every(({ uses }) => uses === undefined),
      'the job that may write runs nothing of the repository or of others',
    );
  });

  it('puts nothing that others write into a script, where it would run', () => {
    const { jobs } = read();
    for (const { steps } of Object.values(jobs))
      for (const { run: script = '' } of steps) assert.doesNotMatch(script, /\$\{\{/u);
    assert.deepEqual(read('odd "branch": #').on['push']?.branches, ['odd "branch": #']);
  });

  it('has scripts that bash understands', async () => {
    const { jobs } = read();
    for (const script of [scriptOf(jobs.verify, 'Verify'), scriptOf(jobs.comment, 'Comment')])
      await run('bash', ['-n', '-c', script]);
  });

  it('fails as verification fails, with the verdict in summary and output', async () => {
    const root = await temporaryWorkspace();
    // What stands in the place of the command line: says what it was asked, and that something is wrong.
    const tool =
      "console.log('verdict of', process.argv.slice(2).join(' ')); process.exitCode = 1;";
    await put(root, 'tools/codelumi.cjs', tool);
    for (const file of ['summary', 'output']) await put(root, file, '');
    const env = {
      ...process.env,
      BASE: '',
      TOOL: 'tools/codelumi.cjs',
      RUNNER_TEMP: root,
      GITHUB_STEP_SUMMARY: join(root, 'summary'),
      GITHUB_OUTPUT: join(root, 'output'),
    };
    const script = scriptOf(read().jobs.verify, 'Verify');
    await assert.rejects(run('bash', ['-eo', 'pipefail', '-c', script], { cwd: root, env }), {
      code: 1,
    });
    assert.equal(await text(root, 'summary'), 'verdict of verify --mend --markdown\n');
    const output = await readFile(join(root, 'output'), 'utf8');
    assert.match(output, /^verdict<<(end-[\w-]+)\nverdict of [^\n]+\n\n\1\n$/u);
  });

  it('holds a pull request against the branch it leads to, with that branch’s tool, and catches what was rewritten', async () => {
    const journal = '.codelumi/audit/box-1/2026-11.jsonl';
    // The command line as it is built, so that the option is really one of its own.
    const tool = await readFile('dist/codelumi.cjs', 'utf8');
    const server = await repository({ 'tools/codelumi.cjs': tool, [journal]: '{"seq":1}\n' });
    const root = await clone(server, 'Eve');
    await put(root, 'tools/codelumi.cjs', "console.log('all is well')");
    await put(root, journal, '{"seq":9}\n');
    await git(root, 'switch', '--quiet', '--create', 'evil');
    await git(root, 'commit', '--quiet', '--all', '--message', 'Nothing to see');
    const beside = await temporaryWorkspace({ summary: '', output: '' });
    const env = {
      ...process.env,
      BASE: 'main',
      TOOL: 'tools/codelumi.cjs',
      RUNNER_TEMP: beside,
      GITHUB_STEP_SUMMARY: join(beside, 'summary'),
      GITHUB_OUTPUT: join(beside, 'output'),
    };
    const script = scriptOf(read().jobs.verify, 'Verify');
    await assert.rejects(run('bash', ['-eo', 'pipefail', '-c', script], { cwd: root, env }), {
      code: 1,
    });
    assert.match(await text(beside, 'summary'), /does not begin with what was committed/u);
  }).timeout(60_000);
});
