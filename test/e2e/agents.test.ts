import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { openContainer } from './support/parts.js';
import { codelumi, records } from './support/records.js';
import { ReviewPanel } from './support/reviewPanel.js';
import { screenshot } from './support/screenshot.js';
import { useVsCode } from './support/useVsCode.js';

const QUESTION = /How do I pass arguments to an npm script/u;

/** One call of a tool, as an agent would make it over standard input. */
async function propose(folder: string, input: object): Promise<string> {
  const server = spawn(process.execPath, ['dist/codelumi.cjs', 'mcp', '-w', folder], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': {},
    'io.modelcontextprotocol/clientInfo': { name: 'Curation Bot', version: '2' },
  };
  const params = { name: 'codelumi_propose', arguments: input, _meta: meta };
  const request = { jsonrpc: '2.0', id: 1, method: 'tools/call', params };
  server.stdin.write(`${JSON.stringify(request)}\n`);
  const [answer] = await once(server.stdout, 'data');
  server.stdin.end();
  return String(answer);
}

describe('what an agent proposes', () => {
  const vscode = useVsCode({
    git: true,
    prepare: async (folder) => {
      await codelumi(folder, 'extract');
    },
  });

  it('stands beside the candidate, is taken over by keyboard and counts once it is saved', async () => {
    const { page, folder } = vscode;
    const found = (await records(join(folder, 'candidates'), '.jsonl')).find(({ query }) =>
      QUESTION.test(String(query)),
    );
    assert.ok(found);
    const answer = `${found['assistant_output']} Everything behind the double dash goes to the script.`;
    const answered = await propose(folder, {
      candidate: found['id'],
      kind: 'edit',
      answer,
      reason: 'Say what the dashes do. <img src=x onerror=alert(1)>',
    });
    assert.match(answered, /waits for a person/u);
    await openContainer(page, 'CodeLumi');
    const panel = await ReviewPanel.open(page);
    await panel.setFilter(`id:${found['id']}`);
    const marked = panel.list.getByRole('option', { name: /, a proposal by an agent$/u });
    await marked.waitFor();
    const proposal = panel.frame.getByRole('group', {
      name: 'Curation Bot 2 proposes another text',
    });
    await proposal.getByText(/Say what the dashes do\. <img/u).waitFor();
    await proposal.getByText('Everything behind the double dash').waitFor();
    assert.deepEqual(await panel.accessibilityFaults(), []);
    await proposal.scrollIntoViewIfNeeded();
    await screenshot(page, 'proposal of an agent');
    await panel.press('p');
    await panel.messages.getByText(/The proposal is a draft now/u).waitFor();
    assert.equal(await panel.field('Answer').inputValue(), answer);
    await panel.counts(0, 'accepted');
    await screenshot(page, 'proposal taken over');
    await page.keyboard.press('Control+Enter');
    await panel.messages.getByText(/Edit saved/u).waitFor();
    await proposal.waitFor({ state: 'detached' });
    await panel.frame
      .getByText(/^Pending, edited$/u)
      .first()
      .waitFor();
    await marked.waitFor({ state: 'detached' });
    await screenshot(page, 'proposal saved as an edit');
  });
});
