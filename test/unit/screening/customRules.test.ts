import assert from 'node:assert/strict';
import { readConfig } from '../../../src/core/workspace/config.js';
import { configSchema } from '../../../src/core/workspace/configSchema.js';
import { WorkspaceFiles } from '../../../src/node/workspaceFiles.js';
import { found } from '../support/scanning.js';
import { put, temporaryWorkspace } from '../support/temporaryWorkspace.js';

function policyWith(...custom: object[]) {
  return configSchema.parse({ screening: { custom } }).screening;
}

describe('rules of the workspace', () => {
  it('find patterns and words, and say what the settings say', () => {
    const policy = policyWith(
      {
        rule: 'customer',
        pattern: 'CUST-[0-9]{6}',
        placeholder: 'CUSTOMER',
        message: 'A customer.',
      },
      {
        rule: 'project',
        words: ['Blue Heron', 'Zephyr'],
        kind: 'secret',
        message: 'Not announced.',
      },
    );
    assert.deepEqual(found('😀 CUST-123456 of blue heron, zephyrs and Zephyrus', policy), [
      ['custom-customer', 'CUST-123456'],
      ['custom-project', 'blue heron'],
      ['custom-project', 'zephyr'],
    ]);
  });

  it('look through what hides a value, as all rules do', () => {
    const policy = policyWith({
      rule: 'customer',
      pattern: 'CUST-[0-9]{6}',
      message: 'A customer.',
    });
    assert.deepEqual(found('CUST-１２３４５６', policy), [
      ['custom-customer', 'CUST-１２３４５６'],
    ]);
  });

  it('take many words in many scripts', () => {
    const words = Array.from(
      { length: 4_000 },
      (_, index) => `名${String.fromCharCode(0x4e00 + index)}x${index}y`,
    );
    assert.deepEqual(
      found(`call ${words[3_999]} now`, policyWith({ rule: 'many', words, message: 'm' })),
      [['custom-many', words[3_999]]],
    );
  });

  it('are refused with the key that is wrong', async () => {
    const wrong: [settings: object, key: RegExp][] = [
      [{ rule: 'r', pattern: 'a', message: 'm' }, /custom\.0\.rule/u],
      [
        { rule: 'rule', pattern: '(a+)+(?=b)', message: 'm' },
        /custom\.0\.pattern: not a pattern RE2 knows/u,
      ],
      [{ rule: 'rule', pattern: '(a)\\1', message: 'm' }, /custom\.0\.pattern/u],
      [{ rule: 'rule', pattern: '(?:[a-z]{900}){900}', message: 'm' }, /custom\.0\.pattern/u],
      [
        { rule: 'rule', pattern: '[a-z]{1,999}', message: 'm' },
        /custom\.0\.pattern: the pattern is too large/u,
      ],
      [
        { rule: 'rule', pattern: 'a*', message: 'm' },
        /custom\.0\.pattern: the pattern matches nothing/u,
      ],
      [{ rule: 'rule', pattern: 'a', words: ['bb'], message: 'm' }, /custom\.0: give either/u],
      [{ rule: 'rule', message: 'm' }, /custom\.0: give either/u],
    ];
    for (const [custom, key] of wrong) {
      const root = await temporaryWorkspace();
      await put(root, '.codelumi/config.json', JSON.stringify({ screening: { custom: [custom] } }));
      await assert.rejects(readConfig(new WorkspaceFiles(root)), key, JSON.stringify(custom));
    }
  });

  it('take linear time for patterns that others backtrack over', () => {
    const policy = policyWith({ rule: 'nested', pattern: '(?:a+)+b', message: 'm' });
    const started = process.cpuUsage();
    assert.deepEqual(found('a'.repeat(100_000), policy), []);
    assert.ok(process.cpuUsage(started).user < 5_000_000);
  });
});
