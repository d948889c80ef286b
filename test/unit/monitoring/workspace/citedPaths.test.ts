import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  citedPaths,
  mayBeCited,
  workspacePath,
} from '../../../../src/core/monitoring/workspace/citedPaths.js';
import { configSchema } from '../../../../src/core/workspace/configSchema.js';

describe('paths that an entry cites', () => {
  it('are its file and source, and what its answer names with a folder', () => {
    const answer =
      'See `docs/setup.md`, src\\core\\job.ts:12 and [PROJECT_ROOT]/src/main.ts. Edit package.json and/or README.md.';
    assert.deepEqual(citedPaths({ file: 'README.md', source: 'review', date: 3 }, answer), [
      'README.md',
      'review',
      'docs/setup.md',
      'src/core/job.ts',
      'src/main.ts',
      'and/or',
    ]);
    assert.deepEqual(citedPaths({ file: ['a'], source: 7 }, ''), []);
  });

  it('are at most twenty of an entry', () => {
    const many = Array.from({ length: 99 }, (_, at) => `docs/page${at}.md`).join(' ');
    assert.equal(citedPaths({}, many).length, 20);
  });

  it('are below the root of the workspace', () => {
    const elsewhere = [
      '/etc/passwd',
      '../secret.md',
      'docs/../../secret.md',
      'C:\\Users\\ada\\notes.md',
      '~/notes.md',
      'https://acme.dev/docs/a.md',
      ':(top)docs/a.md',
      'docs//a.md',
      'docs/\u0000a.md',
      '',
      `docs/${'a'.repeat(400)}.md`,
    ];
    for (const path of elsewhere) assert.equal(workspacePath(path), undefined, path);
    assert.equal(workspacePath('./docs/a.md#L12-L20'), 'docs/a.md');
    assert.equal(workspacePath(' docs\\a.md:3:14 '), 'docs/a.md');
  });

  it('never lead out, whatever an entry holds', () => {
    const part = fc.constantFrom('..', '.', '', '/', '\\', 'docs', 'a.md', ':', '~', 'C:', ' ');
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(part, { maxLength: 8 }).map((parts) => parts.join('/')),
      fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(hostile, hostile, (file, answer) => {
        for (const path of citedPaths({ file }, answer)) {
          assert.ok(!path.startsWith('/') && !/[:\\\p{Cc}]/u.test(path), path);
          assert.ok(
            path.split('/').every((each) => each !== '..' && each !== ''),
            path,
          );
        }
      }),
    );
  });

  it('are no logs, no knowledge and nothing that the product writes', () => {
    const config = configSchema.parse({ sources: { memory: ['logs/*.jsonl'] } });
    const changing = [
      'userData/lumi_memory.jsonl',
      'training/lumi_knowledge.json',
      'candidates/2026-11-20.jsonl',
      '.codelumi/config.json',
      'logs/chat.jsonl',
    ];
    assert.deepEqual(
      changing.filter((path) => mayBeCited(path, config)),
      [],
    );
    assert.ok(mayBeCited('logs/README.md', config));
  });
});
