import { LogFile } from '../lib/logFile.js';
import type { Plant, PlantedList } from '../lib/planted.js';
import type { Hit } from '../memory/draft.js';
import { themes } from '../topics/allTopics.js';
import type { Topic } from '../topics/topic.js';

export type KbEntry = Readonly<Record<string, unknown>>;

export interface KbTopic extends Topic {
  readonly theme: string;
  readonly id: string;
}

const themeNames = [
  'git',
  'git',
  'npm',
  'typescript',
  'node',
  'vscode',
  'docker',
  'python',
  'sql',
  'regex',
  'shell',
  'testing',
  'ci',
  'web',
  'codelumi',
  'design',
];

/** Every other topic is in the knowledge base already; the rest is what can be learned. */
export function splitTopics(): { known: KbTopic[]; fresh: (Topic & { theme: string })[] } {
  const known: KbTopic[] = [];
  const fresh: (Topic & { theme: string })[] = [];
  themes.forEach((topics, group) => {
    const theme = themeNames[group] ?? 'other';
    topics.forEach((topic, index) => {
      if (index % 2 === 0) known.push({ ...topic, theme, id: `kb-${known.length + 1}` });
      else fresh.push({ ...topic, theme });
    });
  });
  return { known, fresh };
}

export function hitOf(topic: KbTopic): Hit {
  return { id: topic.id, title: topic.title };
}

/** One file of `training/`, one entry a line, so that findings and tests can name a line. */
export class KbFile {
  readonly log: LogFile;
  readonly entries: KbEntry[] = [];
  readonly #planted: PlantedList;
  readonly #close: string;
  readonly #separator: string;
  #pending: { entry: KbEntry; plants: readonly Plant[] } | undefined;

  constructor(path: string, planted: PlantedList, kind: 'qa' | 'array' | 'lines') {
    this.log = new LogFile(path);
    this.#planted = planted;
    this.#separator = kind === 'lines' ? '' : ',';
    this.#close = { qa: ']}', array: ']', lines: '' }[kind];
    if (kind !== 'lines') this.log.append(kind === 'qa' ? '{"qa":[' : '[');
  }

  add(entry: KbEntry, ...plants: readonly Plant[]): void {
    this.#flush(`${this.#separator}\n`);
    this.#pending = { entry, plants };
    this.entries.push(entry);
  }

  /** The writer lost a newline here once. */
  addOnSameLine(entry: KbEntry, ...plants: readonly Plant[]): void {
    this.#flush('');
    this.#pending = { entry, plants };
    this.entries.push(entry);
  }

  finish(): Buffer {
    this.#flush('\n');
    if (this.#close !== '') this.log.append(this.#close);
    return this.log.bytes();
  }

  #flush(end: string): void {
    if (!this.#pending) return;
    const place = this.log.json(this.#pending.entry, end);
    for (const plant of this.#pending.plants) this.#planted.add(plant, place);
    this.#pending = undefined;
  }
}
