import { visibleLine, visibleText } from '../../records/visibleText.js';
import { alignMessages, type MessagePair } from './alignMessages.js';
import { type KnowledgeRule, knowledgeFaults } from './knowledgeContext.js';
import { isKnowledgeContext, type PromptMessage } from './promptMessage.js';

/** Something that is not as it was recorded, or not as a rule asks. */
export interface MessageDifference {
  /**
   * `message`: another text than recorded. `missing`, `added`: in the answer. `knowledge`: a message about the knowledge
   * base breaks a rule; no recording makes that right.
   */
  readonly kind: 'message' | 'missing' | 'added' | 'knowledge';
  /** Of the message, from 0: in the recording, and for what was `added` in the answer. */
  readonly message: number;
  /** A sentence without its full stop; every character in it can be seen. */
  readonly what: string;
}

/** Characters shown on either side of the first that differs. */
const SHOWN = 60;

/**
 * Holds a list of messages against the recorded one: each byte for byte in the recorded order, but for what shows
 * entries of the knowledge base, which has to keep to a rule.
 */
export function compareMessages(
  recorded: readonly PromptMessage[],
  answered: readonly PromptMessage[],
  rule: KnowledgeRule,
): MessageDifference[] {
  return alignMessages(recorded, answered).flatMap((pair) =>
    differencesOf(pair, recorded, answered, rule),
  );
}

function differencesOf(
  { recordedAt, answeredAt }: MessagePair,
  recorded: readonly PromptMessage[],
  answered: readonly PromptMessage[],
  rule: KnowledgeRule,
): MessageDifference[] {
  const one = recordedAt === undefined ? undefined : recorded[recordedAt];
  const other = answeredAt === undefined ? undefined : answered[answeredAt];
  const message = recordedAt ?? answeredAt ?? 0;
  if (other === undefined)
    return one === undefined
      ? []
      : [{ kind: 'missing', message, what: `${nameOf(one)} was not sent in this place` }];
  const faults = isKnowledgeContext(other)
    ? knowledgeFaults(other, rule).map((what): MessageDifference => {
        return { kind: 'knowledge', message, what: visibleLine(what, 300) };
      })
    : [];
  if (one === undefined)
    return [
      { kind: 'added', message, what: `${nameOf(other)} was not recorded in this place` },
      ...faults,
    ];
  if (isKnowledgeContext(other) || one.content === other.content) return faults;
  return [{ kind: 'message', message, what: firstDifference(one, other) }];
}

function nameOf(message: PromptMessage): string {
  const which = isKnowledgeContext(message) ? 'knowledge base' : message.role;
  return `A ${which} message ("${visibleLine(message.content, SHOWN)}")`;
}

function firstDifference({ role, content: old }: PromptMessage, { content: now }: PromptMessage) {
  let at = 0;
  while (at < old.length && old[at] === now[at]) at += 1;
  const [before, after] = [old, now].map((text) => shown(text, at));
  return `The ${role} message differs from character ${at + 1} on: "${before}" was recorded, "${after}" was sent`;
}

/** From a few characters before the difference on, with what spaces and line ends it has. */
function shown(text: string, at: number): string {
  const part = text.slice(Math.max(0, at - 10), at + SHOWN);
  const marked = part.replaceAll('\n', '↵').replaceAll('\t', '⇥').replaceAll(' ', '·');
  return visibleText(marked);
}
