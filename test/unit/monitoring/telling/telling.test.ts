import assert from 'node:assert/strict';
import { chmod } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { CodelumiError } from '../../../../src/core/errors.js';
import type { AlertView } from '../../../../src/core/monitoring/alerts/alertView.js';
import { reportOf } from '../../../../src/core/monitoring/reportOf.js';
import {
  ISSUE_TITLE,
  issueBody,
  webhookMessage,
} from '../../../../src/core/monitoring/telling/alertMessage.js';
import { tellOnce } from '../../../../src/core/monitoring/telling/tellOnce.js';
import { webhookUrl } from '../../../../src/core/monitoring/telling/webhookUrl.js';
import { tellInIssue } from '../../../../src/node/git/githubIssue.js';
import { httpWebhook } from '../../../../src/node/httpWebhook.js';
import { put, temporaryWorkspace, text } from '../../support/temporaryWorkspace.js';
import { testContext } from '../../support/testContext.js';
import { result } from '../alerts/someResults.js';

const AT = '2026-11-20T10:00:00.000Z';
const NEVER = new AbortController().signal;

function view(over: Partial<AlertView> = {}): AlertView {
  const bad = result({ state: 'alert', words: 'Lower | `rm` <b> @everyone \u202e.' });
  const times = { raisedAt: AT, changedAt: AT };
  return {
    id: 'al-20261120-0000000a',
    level: 'alert',
    state: 'open',
    result: bad,
    ...times,
    ...over,
  };
}

function report(...views: readonly AlertView[]) {
  return reportOf({
    results: [],
    views,
    production: 'own',
    now: new Date(AT),
    toolVersion: '0.0.0',
  });
}

describe('addresses of webhooks', () => {
  it('are https, or on this machine', () => {
    for (const fit of [
      'https://hooks.example.org/a/b?c',
      'http://localhost:8080/x',
      'http://127.0.0.1/x',
      'http://[::1]:9/x',
    ])
      assert.equal(webhookUrl(fit), new URL(fit).href);
    for (const unfit of [
      'http://hooks.example.org/secret',
      'http://localhost.evil.example/secret',
      'http://127.0.0.1.evil.example/secret',
      'ftp://127.0.0.1/secret',
      'file:///etc/secret',
      'https://ada:pass@hooks.example.org/secret',
      'secret',
      '',
    ])
      assert.throws(
        () => webhookUrl(unfit),
        (error: CodelumiError) =>
          error.reason === 'wrong-usage' && !/secret|pass@/u.test(error.message),
      );
  });
});

describe('what others are told', () => {
  it('is of open alerts alone, with their figures', () => {
    const known = view({ id: 'al-20261120-0000000b', state: 'acknowledged' });
    const message = JSON.parse(webhookMessage(report(view(), known)));
    assert.deepEqual(
      message.alerts.map(({ id, n, m, p }: Record<string, unknown>) => [id, n, m, p]),
      [['al-20261120-0000000a', 400, 1_000, 0.000_1]],
    );
    assert.match(message.text, /^Alert: Lower .*⟨U\+202E⟩.* \(al-20261120-0000000a\)$/u);
  });

  it('has nothing in an issue that is markup or mentions anybody', () => {
    const line = issueBody(report(view()))
      .split('\n')
      .find((each) => each.startsWith('- '));
    assert.match(line ?? '', /: `` Lower \| `rm` <b> @everyone ⟨U\+202E⟩\. ``$/u);
  });

  it('is told once, and again after the hours of the settings, for each channel', async () => {
    const root = await temporaryWorkspace();
    const told: string[] = [];
    const at = (time: string, channel: 'webhook' | 'issue') =>
      tellOnce(testContext(root, time), channel, [view()], async () => {
        told.push(`${channel} ${time.slice(8, 13)}`);
      });
    await at('2026-11-20T10:00:00.000Z', 'webhook');
    await at('2026-11-20T11:00:00.000Z', 'webhook');
    await at('2026-11-20T12:00:00.000Z', 'issue');
    await at('2026-11-21T10:00:00.000Z', 'webhook');
    assert.deepEqual(told, ['webhook 20T10', 'issue 20T12', 'webhook 21T10']);
  });

  it('is told again where it could not be told', async () => {
    const root = await temporaryWorkspace();
    const failing = tellOnce(testContext(root), 'webhook', [view()], () =>
      Promise.reject(new Error('no')),
    );
    await assert.rejects(failing, /no/u);
    assert.equal(await tellOnce(testContext(root), 'webhook', [view()], async () => {}), true);
  });
});

describe('the webhook', () => {
  it('gets a POST of JSON', async () => {
    const got: string[] = [];
    await served(
      async (request, response) => {
        let body = '';
        for await (const chunk of request) body += chunk;
        got.push(`${request.method} ${request.headers['content-type']} ${body}`);
        response.writeHead(204).end();
      },
      (url) => httpWebhook.post(url, '{"a":1}', NEVER),
    );
    assert.deepEqual(got, ['POST application/json {"a":1}']);
  });

  it('is followed nowhere, and what it refuses is an error that names no path', async () => {
    let asked = 0;
    for (const status of [302, 500])
      await served(
        (_request, response) => {
          asked += 1;
          response.writeHead(status, { location: '/elsewhere' }).end();
        },
        async (url) => {
          await assert.rejects(
            httpWebhook.post(`${url}secret`, '{}', NEVER),
            (error: CodelumiError) =>
              error.reason === 'not-readable' &&
              error.message.includes(String(status)) &&
              !error.message.includes('secret'),
          );
        },
      );
    assert.equal(asked, 2);
  });

  it('that nobody serves is an error too', async () => {
    let gone = '';
    await served(
      (_request, response) => response.end(),
      async (url) => {
        gone = url;
      },
    );
    await assert.rejects(
      httpWebhook.post(gone, '{}', NEVER),
      (error) => error instanceof CodelumiError && /cannot be reached/u.test(error.message),
    );
  });
});

type Answering = (request: IncomingMessage, response: ServerResponse) => unknown;

async function served(answer: Answering, use: (url: string) => Promise<void>): Promise<void> {
  const server = createServer((request, response) => {
    Promise.resolve(answer(request, response)).catch(() => response.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    await new Promise((done) => server.close(done));
  }
}

/** Stands in for gh: notes what it was asked, and lists these issues. */
const GH = (issues: string) => `#!/bin/sh
if [ "$2" = list ]; then echo '${issues}'; exit 0; fi
{ printf '%s ' "$@"; echo; cat; } >> asked.txt
echo https://github.com/a/b/issues/1
`;

describe('the issue', () => {
  const path = process.env['PATH'];
  afterEach(() => {
    process.env['PATH'] = path;
  });

  async function withGh(issues: string): Promise<string> {
    const root = await temporaryWorkspace();
    await put(root, 'bin/gh', GH(issues));
    await chmod(join(root, 'bin/gh'), 0o755);
    process.env['PATH'] = `${join(root, 'bin')}${delimiter}${path}`;
    return root;
  }

  it('is opened where there is none of this title', async () => {
    const root = await withGh(`[{"number":3,"title":"${ISSUE_TITLE} again"}]`);
    const told = await tellInIssue(root, { title: ISSUE_TITLE, body: 'words' });
    assert.equal(told.kind, 'opened');
    const asked = await text(root, 'asked.txt');
    assert.match(asked, /^issue create --title CodeLumi: .* --body-file - \nwords$/u);
  });

  it('is commented where there is one', async () => {
    const root = await withGh(`[{"number":7,"title":"${ISSUE_TITLE}"}]`);
    assert.equal(
      (await tellInIssue(root, { title: ISSUE_TITLE, body: 'words' })).kind,
      'commented',
    );
    assert.match(await text(root, 'asked.txt'), /^issue comment 7 --body-file - \nwords$/u);
  });

  it('is not written where gh is missing, and that is said', async () => {
    const root = await temporaryWorkspace();
    process.env['PATH'] = root;
    const missing = tellInIssue(root, { title: ISSUE_TITLE, body: 'words' });
    await assert.rejects(missing, (error: CodelumiError) => error.reason === 'not-found');
  });
});
