import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';

/** Of the written logs, in bytes. */
export interface LogSizes {
  readonly memory: number;
  readonly uses: number;
}

const TOOLS =
  'git npm docker node typescript eslint vscode python pip bash sql postgres redis nginx webpack vite jest mocha kubernetes terraform ansible cargo maven gradle curl ssh systemd cron regex make cmake codelumi'.split(
    ' ',
  );
const VERBS =
  'reset undo rebase merge publish install update remove rename configure debug profile cache deploy rollback test mock lint format bundle stream parse validate encode decode sort filter paginate index migrate backup restore encrypt sign proxy throttle retry schedule watch'.split(
    ' ',
  );
const THINGS =
  'commit branch tag script package lockfile container volume image port server token header cookie query table column index migration fixture snapshot suite coverage config setting shortcut extension snippet theme workspace module import decorator generic union enum promise stream buffer socket process thread worker signal pipeline job runner artifact secret variable alias path glob pattern'.split(
    ' ',
  );
const FRAMES = [
  (t: string, v: string, x: string) => `How do I ${v} a ${x} in ${t}?`,
  (t: string, v: string, x: string) => `${t} ${v} ${x}`,
  (t: string, v: string, x: string) => `What is the best way to ${v} the ${x} with ${t}?`,
  (t: string, v: string, x: string) => `why does ${t} not ${v} my ${x}`,
  (t: string, v: string, x: string) => `Can ${t} ${v} every ${x} at once?`,
  (t: string, v: string, x: string) => `${v} ${x} ${t} not working`,
];
const PRAISE = [
  'thanks, that worked',
  'perfect, thank you!',
  'that fixed it',
  'exactly what I needed',
];
const COMPLAINT = ['that is wrong', 'no, that did not work', 'still broken'];

/** mulberry32: the same seed gives the same logs. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Writes logs as FORMATS has them: topics by Zipf's law, questions in several words, hits, signals,
 * statements, and one damaged line in a thousand. Appends where there are logs already.
 */
export class SyntheticLogs {
  readonly #random: () => number;
  #time = Date.parse('2025-01-01T08:00:00Z');
  #memory: WriteStream | undefined;
  #uses: WriteStream | undefined;
  #written = { memory: 0, uses: 0 };

  constructor(seed: number) {
    this.#random = randomFrom(seed);
  }

  /** @param megabytes of both logs together */
  async append(root: string, megabytes: number): Promise<LogSizes> {
    const folder = join(root, 'userData');
    await mkdir(folder, { recursive: true });
    this.#memory = createWriteStream(join(folder, 'lumi_memory.jsonl'), { flags: 'a' });
    this.#uses = createWriteStream(join(folder, 'kb_usage.jsonl'), { flags: 'a' });
    this.#written = { memory: 0, uses: 0 };
    while (this.#written.memory + this.#written.uses < megabytes * 1e6) await this.#conversation();
    await Promise.all([finished(this.#memory.end()), finished(this.#uses.end())]);
    return this.#written;
  }

  async #conversation(): Promise<void> {
    this.#time += 45 * 60_000;
    if (this.#random() < 0.2) await this.#entry({ role: 'user', text: this.#statement() });
    const exchanges = 1 + Math.floor(this.#random() * 8);
    for (let i = 0; i < exchanges; i += 1) await this.#exchange();
  }

  async #exchange(): Promise<void> {
    const topic = this.#topic();
    const question = this.#question(topic);
    const isFound = topic % 3 > 0;
    const answer = this.#answer(topic);
    await this.#entry({ role: 'user', text: question });
    const hits = isFound
      ? [topic, topic + 1].map((id) => ({ id: `kb-${id}`, title: `Entry ${id}` }))
      : [];
    await this.#use({ ts: this.#time, query: question, source: 'kbContext', hits });
    if (isFound && this.#random() < 0.5)
      await this.#entry({ role: 'kb_used', text: `KB_ANSWER: ${answer}`, meta: { hits } });
    await this.#entry({ role: 'assistant', text: answer });
    const luck = this.#random();
    if (luck < 0.06) await this.#button('up', question, answer);
    else if (luck < 0.09) await this.#button('down', question, answer);
    else if (luck < 0.13) await this.#entry({ role: 'user', text: this.#one(PRAISE) });
    else if (luck < 0.15) await this.#entry({ role: 'user', text: this.#one(COMPLAINT) });
    else if (luck < 0.2) await this.#detected(answer);
  }

  #button(type: string, question: string, assistant: string): Promise<void> {
    const meta = { feedbackText: '', type, question, assistant };
    return this.#entry({
      role: 'signal',
      text: `feedback:${type}`,
      meta,
      source: 'renderer-feedback',
    });
  }

  /** Of the assistant's own words: weak. */
  #detected(answer: string): Promise<void> {
    const signals = [{ type: 'positive_feedback', confidence: 0.6, evidence: answer.slice(0, 5) }];
    return this.#entry({ role: 'signal', text: answer, meta: { signals, source: 'think' } });
  }

  /** Zipf's law over 3,000 topics. */
  #topic(): number {
    return Math.floor(3_000 ** this.#random()) - 1;
  }

  #question(topic: number): string {
    const [tool, verb, thing] = wordsOf(topic);
    const question = this.#one(FRAMES)(tool, verb, thing);
    const extra = this.#random();
    if (extra < 0.9) return question;
    return `${question} ${extra < 0.95 ? `version ${Math.floor(extra * 1e4)}` : `in src/${this.#one(THINGS)}/${this.#one(VERBS)}${Math.floor(extra * 1e3)}.ts`}`;
  }

  /** Most of what people tell bears on nothing that others ask. */
  #statement(): string {
    const [tool, verb, thing] = wordsOf(this.#topic());
    if (this.#random() < 0.03)
      return `Remember: we never ${verb} the ${thing} with ${tool} by hand; the nightly job does it, see ticket ${Math.floor(this.#random() * 1e5)}.`;
    return `Today I ${this.#one(['moved', 'wrote', 'read', 'saw', 'drew'])} the ${this.#one(['report', 'letter', 'plan', 'minutes', 'slides'])} of ${this.#one(['Monday', 'spring', 'the board', 'our guests', 'last year'])}, number ${Math.floor(this.#random() * 1e5)}, and went home.`;
  }

  #answer(topic: number): string {
    const [tool, verb, thing] = wordsOf(topic);
    const steps = 6 + (topic % 14);
    let text = `To ${verb} a ${thing} with ${tool}, open the terminal in the project and run:\n\n\`\`\`sh\n${tool} ${verb} --${thing} ${topic}\n\`\`\`\n`;
    for (let step = 0; step < steps; step += 1)
      text += `\n${step + 1}. Check the ${THINGS[(topic + step) % THINGS.length]} before the ${verb} step, because ${tool} keeps the old ${thing} until everything was written to the disk.`;
    return text;
  }

  #one<T>(list: readonly [T, ...T[]] | readonly T[]): T {
    return list[Math.floor(this.#random() * list.length)] as T;
  }

  async #entry(entry: object): Promise<void> {
    this.#time += 20_000;
    this.#written.memory += await this.#line(this.#memory, { ...entry, t: this.#time });
  }

  async #use(use: object): Promise<void> {
    this.#written.uses += await this.#line(this.#uses, use);
  }

  async #line(stream: WriteStream | undefined, value: object): Promise<number> {
    const whole = JSON.stringify(value);
    const line = `${this.#random() < 0.001 ? whole.slice(0, whole.length / 2) : whole}\n`;
    if (stream?.write(line) === false) await once(stream, 'drain');
    return Buffer.byteLength(line);
  }
}

function wordsOf(topic: number): [tool: string, verb: string, thing: string] {
  return [
    TOOLS[topic % TOOLS.length] ?? '',
    VERBS[(topic * 7) % VERBS.length] ?? '',
    THINGS[(topic * 13) % THINGS.length] ?? '',
  ];
}
