import type { Random } from '../../screening/random.js';
import {
  button,
  type Conversation,
  type Exchange,
  exchange,
  hit,
  type Logged,
  said,
  weakSignal,
} from './conversation.js';
import { COMPLAINTS, madeUpWord, THINGS, TOPICS, VERBS, wordsOf } from './vocabulary.js';

const FRAMES = [
  (t: string, v: string, x: string) => `How do I ${v} a ${x} in ${t}?`,
  (t: string, v: string, x: string) => `${t} ${v} ${x}`,
  (t: string, v: string, x: string) => `What is the best way to ${v} the ${x} with ${t}?`,
  (t: string, v: string, x: string) => `why does ${t} not ${v} my ${x}`,
  (t: string, v: string, x: string) => `Can ${t} ${v} every ${x} at once?`,
  (t: string, v: string, x: string) => `${v} ${x} ${t} example`,
];
const DOINGS = ['moved', 'wrote', 'read', 'saw', 'drew'];
const PAPERS = ['report', 'letter', 'plan', 'minutes', 'slides'];
const OCCASIONS = ['Monday', 'spring', 'the board', 'our guests', 'last year'];
/** One topic in so many is always asked in the same words, and its answers are disliked. */
const DISLIKED_EVERY = 50;
/** Made-up words of one-off questions begin where those of plants never come. */
const FIRST_ONE_OFF = 100_000_000;

/**
 * What goes on around the plants, and none of which a rule may find: questions that are answered from the
 * knowledge base, complaints about topics that are asked in one wording, weak signals, questions that
 * nobody asks again, statements that bear on nothing.
 */
export class OrdinaryTalk {
  readonly #random: Random;
  #oneOffs = FIRST_ONE_OFF;

  constructor(random: Random) {
    this.#random = random;
  }

  conversation(): Conversation {
    const talk: Logged[] = [];
    if (this.#isOneIn(5)) talk.push(said('user', this.#statement()));
    const exchanges = 1 + this.#random.below(8);
    for (let i = 0; i < exchanges; i += 1) talk.push(...this.#exchange());
    return talk;
  }

  #exchange(): Logged[] {
    const topic = this.#topic();
    if (this.#isOneIn(20)) return exchange(this.#oneOff(topic));
    const isDisliked = topic % DISLIKED_EVERY === 1;
    const asked: Exchange = {
      question: isDisliked ? questionOf(topic, 0) : this.#question(topic),
      answer: answerOf(topic),
      hits: [topic, topic + 1].map((id) => hit(`kb-${id}`)),
      isCited: this.#random.below(2) === 0,
    };
    if (isDisliked) return [...exchange(asked), this.#complaint(asked)];
    return this.#isOneIn(16) ? [...exchange(asked), weakSignal(asked)] : exchange(asked);
  }

  #complaint(asked: Exchange): Logged {
    return this.#isOneIn(2) ? button('down', asked) : said('user', this.#random.pick(COMPLAINTS));
  }

  /** Nothing is found for it, and no other question has its words. */
  #oneOff(topic: number): Exchange {
    const words = [0, 1, 2].map(() => {
      this.#oneOffs += 1;
      return madeUpWord(this.#oneOffs);
    });
    return { question: `${words.join(' ')}?`, answer: answerOf(topic) };
  }

  /** By Zipf's law. */
  #topic(): number {
    return Math.floor(TOPICS ** (this.#random.below(1_000_000) / 1_000_000)) - 1;
  }

  #question(topic: number): string {
    const question = questionOf(topic, this.#random.below(FRAMES.length));
    if (!this.#isOneIn(10)) return question;
    const number = this.#random.below(10_000);
    if (this.#isOneIn(2)) return `${question} version ${number}`;
    return `${question} in src/${this.#random.pick(THINGS)}/${this.#random.pick(VERBS)}${number}.ts`;
  }

  #statement(): string {
    const [doing, paper, occasion] = [DOINGS, PAPERS, OCCASIONS].map((all) =>
      this.#random.pick(all),
    );
    return `Today I ${doing} the ${paper} of ${occasion}, number ${this.#random.below(100_000)}, and went home.`;
  }

  #isOneIn(count: number): boolean {
    return this.#random.below(count) === 0;
  }
}

function questionOf(topic: number, frame: number): string {
  const [tool, verb, thing] = wordsOf(topic);
  return (FRAMES[frame] ?? FRAMES[0])?.(tool, verb, thing) ?? '';
}

function answerOf(topic: number): string {
  const [tool, verb, thing] = wordsOf(topic);
  const steps = Array.from(
    { length: 6 + (topic % 14) },
    (_, step) =>
      `\n${step + 1}. Check the ${THINGS[(topic + step) % THINGS.length]} before the ${verb} step, because ${tool} keeps the old ${thing} until everything was written to the disk.`,
  );
  return `To ${verb} a ${thing} with ${tool}, open the terminal in the project and run:\n\n\`\`\`sh\n${tool} ${verb} --${thing} ${topic}\n\`\`\`\n${steps.join('')}`;
}
