import assert from 'node:assert/strict';
import { forgeOf, forgeRepository, newPullRequestPage } from '../../../src/core/gitflow/forges.js';

const REQUEST = {
  branch: 'review/2026-01-24-ada',
  base: 'main',
  title: 'Review 2 & more',
  body: '| a | b |\n\n`x` #1',
};

describe('forges', () => {
  it('are known from remotes of every kind, without what signs somebody in', () => {
    const project = { host: 'github.com', path: 'acme/kb' };
    for (const url of [
      'https://github.com/acme/kb.git',
      'https://github.com/acme/kb',
      'https://ada:s3cret@github.com/acme/kb.git',
      'git@github.com:acme/kb.git',
      'ssh://git@github.com/acme/kb.git',
      'ssh://git@github.com:22/acme/kb.git',
      'git://GitHub.com/acme//kb.git',
    ])
      assert.deepEqual(forgeRepository(url), project, url);
    assert.deepEqual(forgeRepository('git@gitlab.acme.dev:group/sub/kb.git'), {
      host: 'gitlab.acme.dev',
      path: 'group/sub/kb',
    });
    assert.deepEqual(forgeRepository('https://git.acme.dev:8443/a/b.git'), {
      host: 'git.acme.dev:8443',
      path: 'a/b',
    });
    for (const url of [
      '/srv/git/kb.git',
      'C:\\git\\kb',
      'c:/git/kb',
      'file:///srv/kb.git',
      '../kb',
      '',
    ])
      assert.equal(forgeRepository(url), undefined, url);
  });

  it('are told by the name of the server, where it says so', () => {
    const of = (host: string) => forgeOf({ host, path: 'a/b' });
    assert.deepEqual(
      [
        'github.com',
        'gitlab.acme.dev',
        'bitbucket.org',
        'codeberg.org',
        'gitea.com',
        'git.acme.dev',
      ].map(of),
      ['github', 'gitlab', 'bitbucket', 'gitea', 'gitea', undefined],
    );
  });

  it('have a page for a new pull request, filled in', () => {
    const repository = { host: 'github.com', path: 'acme/kb' };
    const github = new URL(newPullRequestPage('github', repository, REQUEST).url);
    assert.equal(github.pathname, '/acme/kb/compare/main...review/2026-01-24-ada');
    assert.equal(github.searchParams.get('title'), REQUEST.title);
    assert.equal(github.searchParams.get('body'), REQUEST.body);
    const gitlab = new URL(
      newPullRequestPage('gitlab', { host: 'gitlab.com', path: 'a/b/c' }, REQUEST).url,
    );
    assert.equal(gitlab.pathname, '/a/b/c/-/merge_requests/new');
    assert.equal(gitlab.searchParams.get('merge_request[source_branch]'), REQUEST.branch);
    assert.equal(gitlab.searchParams.get('merge_request[target_branch]'), 'main');
    assert.equal(gitlab.searchParams.get('merge_request[description]'), REQUEST.body);
    const bitbucket = newPullRequestPage(
      'bitbucket',
      { host: 'bitbucket.org', path: 'a/b' },
      REQUEST,
    );
    assert.deepEqual(
      [new URL(bitbucket.url).searchParams.get('dest'), bitbucket.holdsBody],
      ['main', false],
    );
    const gitea = new URL(
      newPullRequestPage('gitea', { host: 'codeberg.org', path: 'a/b' }, REQUEST).url,
    );
    assert.equal(gitea.pathname, '/a/b/compare/main...review/2026-01-24-ada');
  });

  it('get a long body pasted instead', () => {
    const page = newPullRequestPage(
      'github',
      { host: 'github.com', path: 'acme/kb' },
      { ...REQUEST, body: 'long '.repeat(2_000) },
    );
    assert.equal(page.holdsBody, false);
    assert.ok(page.url.length < 500);
  });

  it('read hostile remotes in no time, and never as another server', () => {
    for (const url of [`https://${'a@'.repeat(50_000)}`, `git@${':'.repeat(100_000)}`])
      assert.notEqual(forgeRepository(url)?.host, 'github.com');
  });
});
