import { hitOf, type KbTopic } from '../kb/kbModel.js';
import { at } from '../lib/random.js';

const personality =
  'You are Lumi, a friendly and precise coding assistant. Answer briefly, show the command first, and say so when you do not know.';

interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

function knowledge(topics: readonly KbTopic[]): Message {
  const lines = topics.map((topic) => {
    const { id, title } = hitOf(topic);
    return `- ${title} (${id}): ${topic.answer.slice(0, 400)}`;
  });
  const head = `KB_CONTEXT: Top ${topics.length} knowledge hits related to the query:`;
  return { role: 'system', content: [head, ...lines].join('\n') };
}

const code: Message = {
  role: 'system',
  content:
    'CODE_CONTEXT: src/search/filter.ts (open file)\n```ts\nexport const byTag = (tag: string) => (item: { tags: string[] }) => item.tags.includes(tag);\n```',
};

/** The message lists that `think` and `thinkChat` must go on sending. */
export function goldenPrompts(known: readonly KbTopic[]): { path: string; text: string }[] {
  const find = (key: string): KbTopic =>
    at(
      known.filter((topic) => topic.key === key),
      0,
    );
  const [undo, discard, rebase] = ['git-undo-commit', 'git-discard-file', 'git-rebase-main'].map(
    find,
  );
  const reset = find('lumi-reset');
  if (!undo || !discard || !rebase) throw new Error('a topic of the golden prompts is gone');
  const system: Message = { role: 'system', content: personality };
  const user = (content: string): Message => ({ role: 'user', content });
  const think = [
    promptCase('one hit, no code', 'How to reset CodeLumi settings?', [
      system,
      knowledge([reset]),
      user('How to reset CodeLumi settings?'),
    ]),
    promptCase('three hits and the open file', undo.ask, [
      system,
      knowledge([undo, discard, rebase]),
      code,
      user(undo.ask),
    ]),
    promptCase('no hit', 'What is this function for?', [
      system,
      code,
      user('What is this function for?'),
    ]),
  ];
  const turns: Message[] = [
    user(undo.ask),
    { role: 'assistant', content: undo.answer },
    user('and how do I throw away one file?'),
  ];
  const chat = [
    {
      name: 'follow-up question',
      input: { messages: turns },
      messages: [system, knowledge([discard, undo]), ...turns],
    },
    {
      name: 'first message',
      input: { messages: [user(reset.ask)] },
      messages: [system, knowledge([reset]), user(reset.ask)],
    },
  ];
  const folder = 'training/eval/prompts';
  return [
    { path: `${folder}/think.golden.json`, text: pretty({ api: 'think', cases: think }) },
    { path: `${folder}/thinkChat.golden.json`, text: pretty({ api: 'thinkChat', cases: chat }) },
  ];
}

function promptCase(name: string, prompt: string, messages: readonly Message[]): object {
  return { name, input: { prompt }, messages };
}

function pretty(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
