import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { candidateMarkdown } from '../../src/host/markdown/candidateMarkdown.js';
import type { ReviewDesk } from '../../src/host/review/reviewDesk.js';
import { COMMANDS } from '../../src/shared/ids.js';
import { activated, anotherDesk, forgetReview, root, until } from './support/workspace.js';

const FENCES = '```\n````text\n# Heading\n[x](command:workbench.action.quit)\n~~~';

describe('a candidate as Markdown', () => {
  let desk: ReviewDesk;
  let id: string;

  before(async () => {
    await activated();
    await forgetReview();
    const other = await anotherDesk();
    desk = other.desk;
    await other.jobs.run('extract', {}, root());
    await desk.refresh();
    const page = { status: 'pending', day: undefined, offset: 0, limit: 1 } as const;
    id = (await desk.group(page))[0]?.id ?? '';
    await vscode.commands.executeCommand(COMMANDS.refresh);
  });

  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  after(async () => {
    desk.dispose();
    await forgetReview();
  });

  it('is opened by a command, to read only, and follows what is decided', async () => {
    await vscode.commands.executeCommand(COMMANDS.openMarkdown, id);
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, 'codelumi-candidate');
    assert.equal(document.languageId, 'markdown');
    assert.equal(vscode.workspace.fs.isWritableFileSystem(document.uri.scheme), undefined);
    assert.match(document.getText(), new RegExp(`^# ${id}\n\n## Question\n\n\`{3,}text\n`, 'u'));
    assert.match(document.getText(), /## Where it stands\n\n```text\n- Pending\n```\n/u);
    const { state } = await desk.read(id);
    const { fingerprint, lastHash: on } = state;
    await desk.decide({ candidate: id, action: 'reject', fingerprint, on, reason: 'not *so*' });
    await until(
      () => /- Rejected by /u.test(document.getText()) && document.getText().includes(': not *so*'),
      'the document says so',
    );
  });

  it('keeps hostile text inside fences', async () => {
    const review = await desk.readMasked(id);
    const text = { query: FENCES, assistant_output: `${FENCES}\u202e` };
    const markdown = candidateMarkdown({ ...review, state: { ...review.state, text } });
    const [, fence = '', inside] =
      /## Question\n\n(`{5,})text\n([\s\S]*?)\n\1\n/u.exec(markdown) ?? [];
    assert.equal(fence.length, 5);
    assert.equal(inside, FENCES);
    assert.doesNotMatch(markdown, /\u202e/u);
  });

  it('says why where there is no such candidate', async () => {
    await vscode.commands.executeCommand(COMMANDS.openMarkdown, 'candidate-20010101-0001');
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.match(text, /^# Not readable\n\n```text\ncandidate-20010101-0001: .{10}/u);
  });
});
