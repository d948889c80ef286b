import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { PageLine } from '../../src/host/webview/pageLine.js';
import type { SaidByPage } from '../../src/shared/pageProtocol.js';

const READY = { kind: 'ready' };

describe('the line to a page', () => {
  it('gives the answer to the page that asked, and to no later one', async () => {
    const answers: ((result: string) => void)[] = [];
    const posted: unknown[] = [];
    // Of its own name: VS Code has one channel for a name, and the extension's would be closed with it.
    const log = vscode.window.createOutputChannel('page test', { log: true });
    const line = new PageLine<string>({
      name: 'page of a test',
      schema: {
        safeParse: (message) => ({ success: true, data: message as SaidByPage<string> }),
      },
      answer: () => new Promise((resolve) => answers.push(resolve)),
      onReady: () => {},
      post: (message) => posted.push(message),
      log,
    });
    const ask = (request: string) => line.receive({ kind: 'request', id: 1, request });
    await line.receive(READY);
    const first = ask('of the page that is closed');
    await line.receive(READY);
    const second = ask('of the next page');
    answers[0]?.('late');
    answers[1]?.('in time');
    await Promise.all([first, second]);
    assert.deepEqual(posted, [{ kind: 'reply', id: 1, ok: true, result: 'in time' }]);
    log.dispose();
  });
});
