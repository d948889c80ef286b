import assert from 'node:assert/strict';
import * as z from 'zod';
import { diagnostic } from '../../../src/cli/diagnostic.js';
import { AGENT_TOOLS } from '../../../src/core/agents/agentTools.js';
import { MCP_SERVERS, TASK_TYPE } from '../../../src/shared/ids.js';
import { manifestInWords } from '../support/manifestInWords.js';

const { contributes } = await manifestInWords<ReturnType<typeof JSON.parse>>();

describe('what package.json contributes for agents and the shell', () => {
  it('declares every tool as the core has it', () => {
    const declared = contributes.languageModelTools.map(
      ({ name, displayName, modelDescription, inputSchema }: Record<string, unknown>) => ({
        name,
        displayName,
        modelDescription,
        inputSchema,
      }),
    );
    const own = AGENT_TOOLS.map(({ name, title, description, input }) => {
      const { $schema, ...inputSchema } = z.toJSONSchema(input, { io: 'input', target: 'draft-7' });
      assert.ok($schema);
      return { name, displayName: title, modelDescription: description, inputSchema };
    });
    assert.deepEqual(declared, own);
  });

  it('names server, tasks and matcher as the host does', () => {
    assert.deepEqual(
      contributes.mcpServerDefinitionProviders.map(({ id }: { id: string }) => id),
      [MCP_SERVERS],
    );
    assert.equal(contributes.taskDefinitions[0].type, TASK_TYPE);
    assert.equal(contributes.problemMatchers[0].name, 'codelumi');
  });

  it('matches diagnostics of the command line, and nothing else it says', () => {
    const { regexp } = contributes.problemMatchers[0].pattern;
    const pattern = new RegExp(regexp, 'u');
    const line = diagnostic({ file: 'a b/c.jsonl', line: 12 }, 'warning', 'two\nlines: "x"');
    assert.deepEqual([...(pattern.exec(line) ?? [])].slice(1), [
      'a b/c.jsonl',
      '12',
      'warning',
      'two lines: "x"',
    ]);
    assert.equal(diagnostic({ file: 'c.json' }, 'error', 'x'), 'c.json:1: error: x');
    assert.match(diagnostic({ file: 'a\u001b[31m', line: 1 }, 'error', 'x'), /⟨U\+001B⟩/u);
    for (const other of ['codelumi: no such file (a.jsonl:3). Do it.', '12 faults, 3 warnings'])
      assert.equal(pattern.exec(other), null);
  });
});
