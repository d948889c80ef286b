import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { MINUTE_MS } from '../../../src/core/durations.js';
import { Random } from '../../screening/random.js';
import type { Conversation, Logged } from './conversation.js';
import { OrdinaryTalk } from './ordinary.js';
import { type Plant, plantsFrom } from './plants.js';

const BETWEEN_CONVERSATIONS_MS = 45 * MINUTE_MS;
const BETWEEN_ENTRIES_MS = 20_000;
const TENS_PER_MEGABYTE = 0.1;
const DAMAGED = 0.001;

/** A conversation of a plant, and how far into the log it shall come, 0 to 1. */
interface Due {
  readonly at: number;
  readonly conversation: Conversation;
}

/**
 * Writes logs as the assistant does: topics by Zipf's law, questions in several words, hits, signals,
 * statements, one damaged line in a thousand; and among them plants, of which it is known which rules
 * shall find them. The same seed gives the same logs.
 */
export class SyntheticLogs {
  readonly plants: Plant[] = [];
  readonly #random: Random;
  readonly #talk: OrdinaryTalk;
  #time = Date.parse('2025-01-01T08:00:00Z');
  #memory: WriteStream | undefined;
  #uses: WriteStream | undefined;
  #written = 0;

  constructor(seed: number) {
    this.#random = new Random(seed);
    this.#talk = new OrdinaryTalk(this.#random);
  }

  /**
   * Adds to both logs below `root`.
   * @param megabytes of both logs together, about
   * @returns bytes written
   */
  async append(root: string, megabytes: number): Promise<number> {
    const folder = join(root, 'userData');
    await mkdir(folder, { recursive: true });
    this.#memory = createWriteStream(join(folder, 'lumi_memory.jsonl'), { flags: 'a' });
    this.#uses = createWriteStream(join(folder, 'kb_usage.jsonl'), { flags: 'a' });
    this.#written = 0;
    const wanted = megabytes * 1e6;
    const due = this.#plant(megabytes);
    let next = 0;
    while (this.#written < wanted || next < due.length) {
      const { at, conversation } = due[next] ?? { at: 2, conversation: [] };
      const isDue = this.#written >= at * wanted;
      if (isDue) next += 1;
      await this.#write(isDue ? conversation : this.#talk.conversation());
    }
    await Promise.all([finished(this.#memory.end()), finished(this.#uses.end())]);
    return this.#written;
  }

  /** New plants, their conversations scattered, those of one plant in their order. */
  #plant(megabytes: number): Due[] {
    const plants = plantsFrom(this.plants.length, megabytes * TENS_PER_MEGABYTE);
    this.plants.push(...plants);
    return plants.flatMap(({ conversations }) => this.#scattered(conversations)).sort(byPlace);
  }

  #scattered(conversations: readonly Conversation[]): Due[] {
    const places = conversations.map(() => this.#random.below(1_000_000) / 1_000_000);
    places.sort((a, b) => a - b);
    return conversations.map((conversation, i) => ({ at: places[i] ?? 0, conversation }));
  }

  async #write(conversation: Conversation): Promise<void> {
    this.#time += BETWEEN_CONVERSATIONS_MS;
    for (const logged of conversation)
      await this.#log(logged, this.#random.below(1 / DAMAGED) === 0);
  }

  async #log(logged: Logged, isDamaged: boolean): Promise<void> {
    const isUse = logged.log === 'uses';
    if (!isUse) this.#time += BETWEEN_ENTRIES_MS;
    const value = isUse
      ? { ts: this.#time, query: logged.query, source: 'kbContext', hits: logged.hits }
      : { ...logged.entry, t: this.#time };
    const whole = JSON.stringify(value);
    // The whole line follows: otherwise the labels would no longer hold.
    const torn = isDamaged ? `${whole.slice(0, whole.length / 2)}\n` : '';
    const line = `${torn}${whole}\n`;
    this.#written += Buffer.byteLength(line);
    const stream = isUse ? this.#uses : this.#memory;
    if (stream?.write(line) === false) await once(stream, 'drain');
  }
}

function byPlace(a: Due, b: Due): number {
  return a.at - b.at;
}
