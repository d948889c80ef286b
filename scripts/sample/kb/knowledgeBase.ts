import type { PlantedList } from '../lib/planted.js';
import { at } from '../lib/random.js';
import { personal } from '../lib/values.js';
import { embeddingOf } from './embedding.js';
import { codeFacts } from './factsCode.js';
import { practiceFacts } from './factsPractice.js';
import { toolFacts } from './factsTools.js';
import { handbook } from './handbook.js';
import { type KbEntry, KbFile, type KbTopic } from './kbModel.js';

export interface KnowledgeBase {
  readonly files: readonly {
    readonly path: string;
    readonly bytes: Buffer;
    readonly count: number;
  }[];
  readonly entries: readonly KbEntry[];
}

const learnedThemes = new Set(['ci', 'web', 'codelumi', 'design']);
const handbookThemes = new Set(['regex', 'shell', 'testing']);
const basicThemes = new Set(['vscode', 'docker', 'python', 'sql']);

export function buildKnowledgeBase(known: readonly KbTopic[], planted: PlantedList): KnowledgeBase {
  const main = new KbFile('training/lumi_knowledge.json', planted, 'qa');
  const basics = new KbFile('training/dev_basics.json', planted, 'array');
  const learned = new KbFile('training/learned_2026.jsonl', planted, 'lines');
  addMain(main, known);
  addBasics(basics, known);
  addLearned(learned, known);
  addRepeats(main, basics, learned, known);
  const book = handbookEntries(known);
  const files = [main, basics, learned].map((file) => ({
    path: file.log.path,
    bytes: file.finish(),
    count: file.entries.length,
  }));
  const bookBytes = Buffer.from(`${JSON.stringify({ entries: book }, null, 2)}\n`);
  files.push({ path: 'training/handbook.json', bytes: bookBytes, count: book.length });
  return { files, entries: [...main.entries, ...basics.entries, ...learned.entries, ...book] };
}

function dated(topic: KbTopic, index: number): KbEntry {
  const date = `2026-${String(1 + (index % 9)).padStart(2, '0')}-${String(1 + ((index * 7) % 28)).padStart(2, '0')}`;
  const { id, ask: q, answer: a } = topic;
  return { id, q, a, confidence: (16 + (index % 4)) / 20, source: 'review', date };
}

function addMain(file: KbFile, known: readonly KbTopic[]): void {
  const others = [learnedThemes, handbookThemes, basicThemes];
  const topics = known.filter(({ theme }) => !others.some((set) => set.has(theme)));
  topics.forEach((topic, index) => {
    file.add(dated(topic, index));
  });
  toolFacts.forEach(([q, a], index) => {
    const base = {
      q,
      a,
      source: 'import',
      file: 'C:\\lumi\\import\\tools.md',
      confidence: (12 + (index % 6)) / 20,
    };
    const embedding = index % 40 === 7 ? { embedding: embeddingOf(`${q} ${a}`) } : {};
    file.add({ ...base, learned: index % 5 === 0, ...embedding });
  });
}

function addBasics(file: KbFile, known: readonly KbTopic[]): void {
  for (const { id, ask: q, answer: a } of known.filter(({ theme }) => basicThemes.has(theme))) {
    file.add({ id, q, a });
  }
  codeFacts.forEach(([input, output], index) => {
    file.add(index % 2 === 0 ? { input, output } : { question: input, answer: output });
  });
}

function addLearned(file: KbFile, known: readonly KbTopic[]): void {
  known
    .filter(({ theme }) => learnedThemes.has(theme))
    .forEach((topic, index) => {
      file.add(dated(topic, index));
    });
  practiceFacts.forEach(([q, a], index) => {
    const entry = {
      q,
      a,
      source: 'lumi',
      file: '[REDACTED_PATH]',
      confidence: 0.75,
      learned: true,
    };
    if (index !== 20) file.add(entry);
    else {
      file.addOnSameLine(entry, {
        kind: 'malformed:concatenated',
        expect: 'two objects on one line: both are read, the quick fix splits them',
      });
    }
  });
  file.add(
    {
      q: 'Whom do I write to about the shared test cluster?',
      a: `Write to ${personal.emailKb} and name the namespace; quota changes take a day.`,
      source: 'lumi',
      file: 'notes.md',
      confidence: 0.6,
      learned: true,
    },
    {
      kind: 'pii-email',
      value: personal.emailKb,
      expect: 'diagnostic in the KB file; a snapshot is blocked',
    },
  );
}

function addRepeats(
  main: KbFile,
  basics: KbFile,
  learned: KbFile,
  known: readonly KbTopic[],
): void {
  const repeated = known.filter((_, index) => index % 14 === 3);
  for (const { ask: q, answer: a, id } of repeated) {
    const plant = { kind: 'duplicate', value: q, expect: `exact duplicate of ${id} in the KB` };
    basics.add({ question: q, answer: a }, plant);
  }
  const near = known.filter((_, index) => index % 8 === 5);
  for (const topic of near) {
    const [firstSentence] = topic.answer.split(/(?<=[.:]) /);
    const q = at(topic.also, 0);
    const a = firstSentence ?? topic.answer;
    const plant = {
      kind: 'near-duplicate',
      value: q,
      expect: `near-duplicate of ${topic.id} in the KB`,
    };
    learned.add({ q, a, source: 'lumi', file: 'notes.md', confidence: 0.6, learned: true }, plant);
  }
  for (const { ask: q, wrong, id } of known.filter(({ wrong }) => wrong).slice(-5)) {
    const plant = { kind: 'contradiction', value: q, expect: `contradicts ${id} inside the KB` };
    main.add(
      {
        q,
        a: wrong,
        source: 'import',
        file: 'C:\\lumi\\old\\faq.md',
        confidence: 0.4,
        learned: false,
      },
      plant,
    );
  }
}

function handbookEntries(known: readonly KbTopic[]): KbEntry[] {
  const topics = known.filter(({ theme }) => handbookThemes.has(theme));
  return [
    ...topics.map(({ id, title, answer: text }) => ({ id, title, text })),
    ...handbook.map(({ title, text }, index) => ({ id: `handbook-${index + 1}`, title, text })),
  ];
}
