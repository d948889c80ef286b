import { MINUTE_MS } from '../../../src/core/durations.js';

/** Builds a conversation log line by line, a minute apart, as the assistant writes it. */
export class MemoryLog {
  readonly #lines: string[] = [];
  #time = Date.parse('2026-11-01T08:00:00Z');

  user(text: string): this {
    return this.#add({ role: 'user', text });
  }

  assistant(text: string, role = 'assistant'): this {
    return this.#add({ role, text });
  }

  /** A feedback button; without a pair the log has to tell what it was about. */
  button(type: string, pair: { question: string; assistant: string } | null = null): this {
    const { question, assistant } = pair ?? { question: null, assistant: null };
    const meta = { feedbackText: '', type, question, assistant };
    return this.#add({
      role: 'signal',
      text: `feedback:${type}`,
      meta,
      source: 'renderer-feedback',
    });
  }

  /** What the detector logged after an answer. */
  detected(answer: string, signal: object): this {
    return this.#add({
      role: 'signal',
      text: answer,
      meta: { signals: [signal], source: 'think' },
    });
  }

  /** What the assistant logs when it answers from the knowledge base. */
  kbUsed(ids: readonly string[], answer: string): this {
    const hits = ids.map((id) => ({ id, title: id }));
    return this.#add({ role: 'kb_used', text: `KB_ANSWER: ${answer}`, meta: { hits } });
  }

  /** Of the latest entry, in milliseconds since the epoch. */
  get time(): number {
    return this.#time;
  }

  pause(minutes: number): this {
    this.#time += minutes * MINUTE_MS;
    return this;
  }

  raw(line: string): this {
    this.#lines.push(line);
    return this;
  }

  #add(entry: object): this {
    this.#time += MINUTE_MS;
    this.#lines.push(JSON.stringify({ ...entry, t: this.#time }));
    return this;
  }

  toString(): string {
    return `${this.#lines.join('\n')}\n`;
  }
}
