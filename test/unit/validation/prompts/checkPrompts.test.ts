import * as assert from 'node:assert/strict';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { JobCancelled } from '../../../../src/core/errors.js';
import { promptDiff } from '../../../../src/core/validation/prompts/promptText.js';
import { sampleWorkspace } from '../../support/sampleWorkspace.js';
import { contentsOf, put, temporaryWorkspace, text } from '../../support/temporaryWorkspace.js';
import { testContext } from '../../support/testContext.js';
import { checked, editGolden, harnessThat, THINK, trusted, useCommand } from './promptWorkspace.js';

describe('checking golden prompts', function () {
  this.timeout(120_000); // Programs are started, perhaps on a loaded machine.

  let root: string;

  beforeEach(async () => {
    root = await sampleWorkspace();
  });

  it('passes on the sample with our reference, and writes nothing', async () => {
    const before = await contentsOf(root);
    const check = await checked(testContext(root));
    assert.deepEqual(
      [check.status, check.harness, check.cases, check.recording.state],
      ['pass', 'reference', 5, 'unsigned'],
    );
    assert.deepEqual(check.sides, []);
    assert.deepEqual(await contentsOf(root), before);
  });

  it('passes with a harness of the workspace that sends what is recorded', async () => {
    await harnessThat(root, '');
    const check = await checked(trusted(root));
    assert.deepEqual([check.status, check.harness, check.cases], ['pass', 'command', 5]);
  });

  it('shows another personality by its path and as a diff', async () => {
    await harnessThat(root, `if (id === 'think/no hit') messages[0].content += ' Be rude.'`);
    const check = await checked(trusted(root));
    assert.equal(check.status, 'fail');
    assert.deepEqual(
      check.differences.map(({ kind, file, path, case: name }) => [kind, file, path, name]),
      [['message', THINK, '$.cases[2].messages[0].content', 'no hit']],
    );
    const [sides] = check.sides;
    const diff = (sides && promptDiff(sides)) ?? '';
    assert.match(
      diff,
      /^--- training\/eval\/prompts\/think\.golden\.json\trecorded\n\+\+\+ .*\tsent\n@@/u,
    );
    assert.match(
      diff,
      /\n- {2}You are Lumi.*not know\.\n\+ {2}You are Lumi.*not know\. Be rude\.\n/u,
    );
    assert.equal(diff.match(/\n[-+] /gu)?.length, 2);
  });

  it('escapes what a harness sends', async () => {
    await harnessThat(root, `messages[0].content = '\\u001b]0;x\\u0007\\u202eevil'`);
    const check = await checked(trusted(root));
    assert.doesNotMatch(JSON.stringify([check.differences, check.sides]), /\\u001b|\u202e/u);
    assert.match(check.sides[0]?.answered ?? '', /⟨U\+001B⟩\]0;x⟨U\+0007⟩⟨U\+202E⟩evil/u);
  });

  it('fails for entries that the knowledge base does not have', async () => {
    await harnessThat(
      root,
      `for (const m of messages) m.content = m.content.replace('(kb-74)', '(kb-9999)')`,
    );
    const { status, differences } = await checked(trusted(root));
    assert.equal(status, 'fail');
    assert.deepEqual([...new Set(differences.map(({ kind }) => kind))], ['knowledge']);
    assert.match(differences[0]?.what ?? '', /names "kb-9999", which is no entry/u);
  });

  it('fails for the cases that are not answered', async () => {
    await put(
      root,
      'harness.mjs',
      `console.log(JSON.stringify({cases:[{id:'think/no hit',error:'The model is away.'}]}))`,
    );
    await useCommand(root, [process.execPath, 'harness.mjs']);
    const { status, differences } = await checked(trusted(root));
    assert.equal(status, 'fail');
    assert.equal(differences.length, 5);
    const said = differences.find(({ case: name }) => name === 'no hit');
    assert.equal(said?.what, 'The harness did not answer the case: The model is away');
    assert.equal(said?.kind, 'no-answer');
  });

  it('fails where the harness fails, and says how', async () => {
    const cases: [script: string, said: RegExp][] = [
      [`console.error('no module x'); process.exit(3)`, /ended with code 3: "no module x"$/u],
      [`console.log('hello')`, /answered what is no JSON: "hello"$/u],
      [`console.log('{"cases":[{"id":1}]}')`, /gave an answer that is wrong at cases\.0\.id/u],
      [`console.log('{"error":"out of paper."}')`, /said: out of paper$/u],
    ];
    for (const [script, said] of cases) {
      await useCommand(root, [process.execPath, '-e', script]);
      const { status, problems } = await checked(trusted(root));
      assert.deepEqual([status, problems.length], ['fail', 1], script);
      assert.match(problems[0] ?? '', said);
    }
    await useCommand(root, ['no-such-program-anywhere']);
    const missing = await checked(trusted(root));
    assert.match(missing.problems[0] ?? '', /no program "no-such-program-anywhere"/u);
  });

  it('stops a harness that takes too long, and one when it is cancelled', async () => {
    const forever = [process.execPath, '-e', 'setInterval(() => {}, 1000)'];
    await useCommand(root, forever, { timeoutSeconds: 0.5 });
    const { status, problems } = await checked(trusted(root));
    assert.equal(status, 'fail');
    assert.match(problems[0] ?? '', /was stopped after 0\.5 s$/u);
    await useCommand(root, forever);
    const cancel = new AbortController();
    const running = checked({ ...trusted(root), signal: cancel.signal });
    setTimeout(() => cancel.abort(), 300);
    await assert.rejects(running, JobCancelled);
  });

  it('runs nothing where nothing may be run, and says so', async () => {
    await useCommand(root, [process.execPath, '-e', `require('fs').writeFileSync('ran', '')`]);
    const { status, problems } = await checked(testContext(root));
    assert.deepEqual([status, problems.length], ['no-data', 1]);
    assert.ok(!(await readdir(root)).includes('ran'));
  });

  it('has nothing to say without golden prompts', async () => {
    const empty = await temporaryWorkspace({ 'training/kb.jsonl': '' });
    assert.equal((await checked(testContext(empty))).status, 'no-data');
  });

  it('tells a file that is none, and compares the others', async () => {
    const folder = 'training/eval/prompts';
    for (const [name, content] of [
      ['a', '{'],
      ['b', '{"api":"think","cases":[{"name":"x","input":{}}]}'],
      [
        'c',
        '{"api":"think","cases":[{"name":"x","input":{"prompt":"a"},"messages":[{"role":"user"}]}]}',
      ],
      ['d', '{"api":"chat","cases":[]}'],
    ])
      await put(root, `${folder}/${name}.golden.json`, content ?? '');
    const { status, problems, cases } = await checked(testContext(root));
    assert.deepEqual([status, cases], ['fail', 5]);
    assert.deepEqual(
      problems.map((each) => /wrong at [\w.]+|not JSON/u.exec(each)?.[0]),
      ['not JSON', 'wrong at cases.0.input', 'wrong at cases.0.messages.0.content', 'wrong at api'],
    );
  });

  it('tells a harness nothing of what is recorded, and all of the knowledge base', async () => {
    const script = `let s='';process.stdin.on('data',(d)=>s+=d).on('end',()=>{require('fs').writeFileSync('asked.json',s);console.log('{"error":"x"}')})`;
    await useCommand(root, [process.execPath, '-e', script]);
    await checked(trusted(root));
    const asked = JSON.parse(await text(root, 'asked.json'));
    assert.deepEqual(Object.keys(asked), ['version', 'cases', 'knowledge']);
    assert.deepEqual(asked.cases[0], {
      id: 'think/one hit, no code',
      api: 'think',
      name: 'one hit, no code',
      input: { prompt: 'How to reset CodeLumi settings?' },
    });
    assert.doesNotMatch(JSON.stringify(asked.cases), /You are Lumi/u);
    const entry = asked.knowledge.find(({ id }: { id: string }) => id === 'kb-74');
    assert.equal(entry.title, 'How to reset CodeLumi settings?');
  });

  it('shows with our reference what an entry does to a prompt', async () => {
    const question = 'How to reset CodeLumi settings (all): reset CodeLumi settings?';
    await put(
      root,
      'training/zz.jsonl',
      `${JSON.stringify({ id: 'zz', q: question, a: 'Reset CodeLumi settings.' })}\n`,
    );
    await rm(join(root, 'training/eval/prompts/thinkChat.golden.json'));
    await editGolden(root, ({ cases }) => {
      const context = cases[0]?.messages?.[1];
      if (context) context.content = context.content.replace('Top 1', 'Top 3');
    });
    const { status, differences } = await checked(testContext(root));
    assert.equal(status, 'fail');
    assert.match(differences[0]?.what ?? '', /names "all", which is no entry/u);
  });
});
