import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import * as z from 'zod';
import { AGENT_TOOLS } from '../../../src/core/agents/agentTools.js';
import { runCli } from '../support/runCli.js';
import { sampleWorkspace } from '../support/sampleWorkspace.js';
import { contentsOf, text } from '../support/temporaryWorkspace.js';

const CLI = resolve('dist/codelumi.cjs');

interface Answer {
  readonly isError: boolean;
  readonly text: string;
}

/** The official client, on the built command line. */
async function connected(root: string, mode: 'legacy' | 'auto'): Promise<Client> {
  const client = new Client(
    { name: 'Probe\u202E', version: '1.2.3' },
    mode === 'auto' ? { versionNegotiation: { mode: 'auto' } } : {},
  );
  const args = [CLI, 'mcp', '--workspace', root];
  await client.connect(new StdioClientTransport({ command: process.execPath, args }));
  return client;
}

async function call(client: Client, name: string, input: object): Promise<Answer> {
  const result = await client.callTool({ name, arguments: { ...input } });
  const [first] = result.content as readonly { text: string }[];
  return { isError: result.isError === true, text: first?.text ?? '' };
}

async function data(client: Client, name: string, input: object) {
  const answer = await call(client, name, input);
  assert.equal(answer.isError, false, answer.text);
  return JSON.parse(answer.text);
}

describe('codelumi mcp', function () {
  this.timeout(120_000);
  let root: string;
  let client: Client;

  before(async () => {
    root = await sampleWorkspace();
    assert.equal((await runCli(['extract', '--workspace', root])).code, 0);
    client = await connected(root, 'auto');
  });

  after(() => client.close());

  it('speaks the newest revision, and the one before to those who begin with a handshake', async () => {
    assert.equal(client.getNegotiatedProtocolVersion(), '2026-07-28');
    const older = await connected(root, 'legacy');
    assert.equal(older.getNegotiatedProtocolVersion(), '2025-11-25');
    const { candidates } = await data(older, 'codelumi_status', {});
    assert.equal(candidates.accepted, 0);
    await older.close();
  });

  it('has tools to look and one to propose, and none that decides', async () => {
    const { tools } = await client.listTools();
    assert.deepEqual(
      tools.map(({ name }) => name),
      AGENT_TOOLS.map(({ name }) => name),
    );
    const writing = tools.filter(({ annotations }) => annotations?.readOnlyHint !== true);
    assert.deepEqual(
      writing.map(({ name }) => name),
      ['codelumi_propose'],
    );
    const kinds = z.toJSONSchema(AGENT_TOOLS.at(-1)?.input ?? z.object({}));
    assert.doesNotMatch(JSON.stringify(kinds), /"(?:accept|reject|reopen|reveal)"/u);
  });

  it('changes nothing while an agent only looks', async () => {
    const before = await contentsOf(root);
    await data(client, 'codelumi_status', {});
    const { candidates } = await data(client, 'codelumi_list_candidates', {});
    await data(client, 'codelumi_show_candidate', { candidate: candidates[0].id });
    await data(client, 'codelumi_explain_line', { line: 'userData/lumi_memory.jsonl:7' });
    await data(client, 'codelumi_trace_line', { line: 'userData/lumi_memory.jsonl:267' });
    await data(client, 'codelumi_search_knowledge', { query: 'npm script arguments' });
    assert.deepEqual(await contentsOf(root), before);
  });

  it('pages what fits a filter', async () => {
    const query = 'status:pending sort:date';
    const all = await data(client, 'codelumi_list_candidates', { query, limit: 100 });
    const first = await data(client, 'codelumi_list_candidates', { query, limit: 5 });
    const { next_offset: offset } = first;
    const second = await data(client, 'codelumi_list_candidates', { query, limit: 5, offset });
    const ids = (page: { candidates: { id: string }[] }) => page.candidates.map(({ id }) => id);
    assert.deepEqual([...ids(first), ...ids(second)], ids(all).slice(0, 10));
    assert.equal(first.matching, all.candidates.length);
  });

  it('shows nothing private, and lets nobody search for it', async () => {
    const stored = await readdir(join(root, 'candidates'));
    const file = stored.find((name) => name.endsWith('.jsonl')) ?? '';
    const records = (await text(root, `candidates/${file}`)).trim().split('\n');
    const address = /[a-z]+\.[a-z]+@[a-z.-]+/u;
    const record = records.map((line) => JSON.parse(line)).find((each) => address.test(each.query));
    const [value = ''] = address.exec(record.query) ?? [];
    assert.ok(value.length > 5);
    const shown = await call(client, 'codelumi_show_candidate', { candidate: record.id });
    assert.ok(!shown.text.includes(value));
    assert.match(shown.text, /\[EMAIL_1\]/u);
    const beginning = value.slice(0, -4);
    const found = await data(client, 'codelumi_list_candidates', { query: `"${beginning}"` });
    assert.equal(found.matching, 0);
    assert.match(
      (await call(client, 'codelumi_list_candidates', { query: 'reviewer:ada' })).text,
      /Agents cannot filter by reviewer/u,
    );
    for (const { id } of records.map((line) => JSON.parse(line))) {
      const { text: whole } = await call(client, 'codelumi_show_candidate', { candidate: id });
      assert.ok(!whole.includes(value), id);
    }
  });

  it('refuses what leads elsewhere or is no candidate', async () => {
    for (const [tool, input] of [
      ['codelumi_show_candidate', { candidate: '../../etc/passwd' }],
      ['codelumi_show_candidate', { candidate: 'candidate-20200101-0001' }],
      ['codelumi_explain_line', { line: '/etc/passwd:1' }],
      ['codelumi_trace_line', { line: 'nowhere' }],
      ['codelumi_list_candidates', { limit: 100_000 }],
      ['codelumi_list_candidates', { query: 'status:nonsense' }],
      ['codelumi_propose', { candidate: 'candidate-20200101-0001', kind: 'accept', reason: 'x' }],
    ] as const) {
      const answer = await call(client, tool, input);
      assert.ok(answer.isError, `${tool} ${JSON.stringify(input)}: ${answer.text}`);
      assert.doesNotMatch(answer.text, /root:|\n\s+at /u);
    }
  });

  it('writes a proposal down under the name the client gives, which changes nothing else', async () => {
    const { candidates } = await data(client, 'codelumi_list_candidates', {
      query: 'status:flagged finding:email-address',
    });
    const { id } = candidates[0];
    const before = JSON.parse((await runCli(['review', 'stats', '--json', '-w', root])).stdout);
    const reason = 'It names somebody.';
    await data(client, 'codelumi_propose', { candidate: id, kind: 'redaction', reason });
    const after = JSON.parse((await runCli(['review', 'stats', '--json', '-w', root])).stdout);
    assert.deepEqual(after, before);
    const shown = await runCli(['review', 'show', id, '-w', root]);
    assert.match(shown.stdout, /Proposed by agents, counts for nothing/u);
    assert.match(shown.stdout, /redaction by Probe⟨U\+202E⟩: It names somebody\./u);
    const listed = await runCli(['review', 'list', '--query', `id:${id}`, '-w', root]);
    assert.match(listed.stdout, /a proposal by an agent/u);
    const again = await call(client, 'codelumi_propose', {
      candidate: id,
      kind: 'redaction',
      reason,
    });
    assert.match(again.text, /The same was proposed/u);
    const { proposals } = await data(client, 'codelumi_show_candidate', { candidate: id });
    assert.equal(proposals.length, 1);
    const { code, stdout } = await runCli(['verify', '--no-base', '-w', root]);
    assert.equal(code, 0, stdout);
  });
});
