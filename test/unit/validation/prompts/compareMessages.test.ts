import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { alignMessages } from '../../../../src/core/validation/prompts/alignMessages.js';
import { compareMessages } from '../../../../src/core/validation/prompts/compareMessages.js';
import type { PromptMessage } from '../../../../src/core/validation/prompts/promptMessage.js';

const rule = { hasEntry: (id: string) => id.startsWith('kb-'), hits: 3 };
const system = (content: string): PromptMessage => ({ role: 'system', content });
const user = (content: string): PromptMessage => ({ role: 'user', content });
const shown = (...ids: string[]) =>
  system(
    [
      `KB_CONTEXT: Top ${ids.length} knowledge hits related to the query:`,
      ...ids.map((id) => `- T (${id}): x`),
    ].join('\n'),
  );

const RECORDED = [system('You are Lumi.'), shown('kb-1'), system('CODE_CONTEXT: a.ts'), user('Hi')];

function told(answered: readonly PromptMessage[]): [kind: string, message: number][] {
  return compareMessages(RECORDED, answered, rule).map(({ kind, message }) => [kind, message]);
}

describe('messages held against recorded ones', () => {
  it('are the same with other entries of the knowledge base', () => {
    const [personality, , ...rest] = RECORDED;
    assert.deepEqual(told([personality, shown('kb-7', 'kb-8'), ...rest] as PromptMessage[]), []);
  });

  it('differ by a single byte of any other message', () => {
    for (const at of [0, 2, 3]) {
      const changed = RECORDED.map((message, index) =>
        index === at ? { ...message, content: `${message.content} ` } : message,
      );
      assert.deepEqual(told(changed), [['message', at]]);
    }
  });

  it('say where they begin to differ, with nothing unseen', () => {
    const [difference] = compareMessages(
      [system('Answer briefly,\nand show\u200b it.')],
      [system('Answer briefly,\r\nand show it.')],
      rule,
    );
    assert.equal(
      difference?.what,
      'The system message differs from character 16 on: "r·briefly,↵and·show⟨U+200B⟩·it." was recorded, "r·briefly,⟨U+000D⟩↵and·show·it." was sent',
    );
  });

  it('tell what is missing, added, or in another place', () => {
    const [personality, context, code, hi] = RECORDED as [
      PromptMessage,
      PromptMessage,
      PromptMessage,
      PromptMessage,
    ];
    assert.deepEqual(told([personality, context, hi]), [['missing', 2]]);
    assert.deepEqual(told([personality, code, hi]), [['missing', 1]]);
    assert.deepEqual(told([personality, context, code, system('New'), hi]), [['added', 3]]);
    assert.deepEqual(told([context, personality, code, hi]), [
      ['missing', 0],
      ['added', 1],
    ]);
    assert.deepEqual(told([personality, context, code, { role: 'assistant', content: 'Hi' }]), [
      ['missing', 3],
      ['added', 3],
    ]);
    assert.deepEqual(told([]).length, 4);
  });

  it('look at the rule also where a message was not recorded', () => {
    assert.deepEqual(told([...RECORDED, shown('gone')]), [
      ['added', 4],
      ['knowledge', 4],
    ]);
  });

  it('pair every message once and in order, and the same ones with themselves', () => {
    const message = fc.oneof(
      fc.constantFrom('a', 'b', 'c').map(system),
      fc.constantFrom('a', 'b').map(user),
      fc.constantFrom('kb-1', 'kb-2').map((id) => shown(id)),
    );
    const list = fc.array(message, { maxLength: 12 });
    fc.assert(
      fc.property(list, list, (recorded, answered) => {
        const pairs = alignMessages(recorded, answered);
        const places = (side: 'recordedAt' | 'answeredAt') =>
          pairs.map((pair) => pair[side]).filter((at) => at !== undefined);
        assert.deepEqual(places('recordedAt'), [...recorded.keys()]);
        assert.deepEqual(places('answeredAt'), [...answered.keys()]);
        assert.ok(
          alignMessages(recorded, recorded).every((pair) => pair.recordedAt === pair.answeredAt),
        );
      }),
    );
  });
});
