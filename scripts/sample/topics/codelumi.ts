import type { Topic } from './topic.js';

export const codelumi: readonly Topic[] = [
  {
    key: 'lumi-reset',
    title: 'Reset CodeLumi settings',
    ask: 'How to reset CodeLumi settings?',
    also: [
      'reset codelumi to defaults',
      'CodeLumi behaves strangely, restore settings',
      'factory reset codelumi',
      'get the assistant back to its original configuration',
    ],
    answer:
      'To reset CodeLumi, open Settings → Advanced → Reset. This restores `userData/settings.json` to its defaults and keeps your memory and knowledge base; restart the app afterwards.',
    wrong:
      'To reset CodeLumi, delete the whole userData folder; the knowledge base is rebuilt by itself.',
  },
  {
    key: 'lumi-kb-location',
    title: 'Where the knowledge base is stored',
    ask: 'Where does CodeLumi store its knowledge base?',
    also: [
      'location of lumi_knowledge.json',
      'which file holds the KB',
      'codelumi training folder',
      'on-disk place of what the assistant has learned',
    ],
    answer:
      'In the `training/` folder of the workspace. `lumi_knowledge.json` is the main file; other `.json` and `.jsonl` files there are read as well, in file name order, when CodeLumi starts.',
  },
  {
    key: 'lumi-offline',
    title: 'Work offline',
    ask: 'Does CodeLumi work without an internet connection?',
    also: [
      'codelumi offline mode',
      'use the assistant on a train',
      'no network, only KB answers?',
      'can it answer when the model is unreachable',
    ],
    answer:
      'Yes, from the knowledge base only: answers then start with "KB_ANSWER:". If nothing fits well enough you get "KB_FALLBACK:" with the closest entry, so read it with care.',
  },
  {
    key: 'lumi-think-chat',
    title: 'think and thinkChat',
    ask: 'What is the difference between think() and thinkChat()?',
    also: [
      'think vs thinkChat',
      'which api for a conversation',
      'codelumi think options',
      'one prompt or a message list',
    ],
    answer:
      '`think(prompt, options)` sends one prompt; `thinkChat(messages, options)` sends a list of messages with roles, so the model sees the conversation. Both add the personality and the KB_CONTEXT system message.',
  },
  {
    key: 'lumi-add-entry',
    title: 'Add a knowledge base entry',
    ask: 'How do I add an entry to the CodeLumi knowledge base?',
    also: [
      'add q and a to KB',
      'teach codelumi an answer',
      'edit lumi_knowledge.json by hand?',
      'put a new piece of know-how into the assistant',
    ],
    answer:
      'Good answers from your logs become candidates: review them and accept the right ones, and they enter the next snapshot. A hand-written entry goes the same way, so that it is checked and can be rolled back.',
    wrong:
      'Append it to userData/lumi_memory.jsonl; CodeLumi copies every memory line into the KB.',
  },
  {
    key: 'lumi-memory-off',
    title: 'Turn conversation memory off',
    ask: 'How do I stop CodeLumi from remembering my conversations?',
    also: [
      'disable memory codelumi',
      'private session without logging',
      'lumi_memory.jsonl keeps growing',
      'make it forget what we talk about',
    ],
    answer:
      'Set "memory.enabled" to false in Settings → Privacy, or start a private chat with Ctrl+Shift+N. What’s already in `userData/lumi_memory.jsonl` stays until you delete it under Settings → Privacy → “Clear memory”.',
  },
  {
    key: 'lumi-feedback',
    title: 'What the feedback buttons do',
    ask: 'What happens when I press thumbs up in CodeLumi?',
    also: [
      'feedback buttons meaning',
      'does thumbs down change the answer',
      'codelumi like button',
      'effect of rating a reply',
    ],
    answer:
      'The rating is written to the memory log together with the question and the answer. Nothing changes at once: a liked answer becomes a candidate that a person reviews before it may enter the knowledge base.',
  },
  {
    key: 'lumi-reranker',
    title: 'What the reranker does',
    ask: 'What does the CodeLumi reranker do?',
    also: [
      'reranker.joblib purpose',
      'how are KB hits ordered',
      'why a different hit came first',
      'second scoring step after the keyword search',
    ],
    answer:
      'Keyword search finds candidates, and the reranker orders them by how well each answers the question, with a small model in `models/reranker.joblib`. If the file is missing, the keyword order is used.',
  },
  {
    key: 'lumi-quarantine',
    title: 'Why an entry is in quarantine',
    ask: 'Why did CodeLumi put an entry in quarantine?',
    also: [
      'quarantined entry meaning',
      'threat_score too high',
      'staging.jsonl status quarantined',
      'a learned answer was held back, for what reason',
    ],
    answer:
      'Its threat score was above the limit, for example because it runs a download in a shell or tells the assistant to ignore rules. Look at `threats` in `userData/staging.jsonl`; a person approves or rejects it.',
  },
  {
    key: 'lumi-audit',
    title: 'See what CodeLumi did',
    ask: 'Where can I see which files CodeLumi changed?',
    also: [
      'codelumi audit log',
      'what commands did the assistant run',
      'action_journal.jsonl',
      'trace the actions of the executor',
    ],
    answer:
      'In `userData/action_journal.jsonl` (one action a line) and the `userData/audit_<time>.json` files: step, action and arguments such as the path or the command. Settings → Activity shows the same list.',
  },
  {
    key: 'lumi-context-size',
    title: 'How much code the assistant sees',
    ask: 'How much of my project does CodeLumi send to the model?',
    also: [
      'context size setting',
      'which files are in the prompt',
      'codelumi ignores my other files',
      'amount of source that goes along with a question',
    ],
    answer:
      'The open file, the selection, and up to `context.maxFiles` (default 8) related files, cut to `context.maxTokens`. Paths in `.codelumiignore` are never sent. "Show prompt" in the answer’s menu shows exactly what went out.',
  },
  {
    key: 'lumi-shortcut',
    title: 'Open CodeLumi by keyboard',
    ask: 'What is the keyboard shortcut for opening CodeLumi?',
    also: [
      'codelumi hotkey',
      'change the shortcut of the assistant',
      'open chat with keyboard',
      'key combination that brings up the assistant window',
    ],
    answer:
      'Ctrl+Alt+L (macOS: Cmd+Option+L) opens the chat, and again closes it. You can change it under Settings → Keyboard; a combination that the system uses is refused.',
    wrong: 'Ctrl+L opens CodeLumi, and the shortcut cannot be changed.',
  },
];
