import { FlagdCore, MemoryStorage } from '@openfeature/flagd-core';

const quiet = { error: ignore, warn: ignore, info: ignore, debug: ignore };

export interface FlagdAnswer {
  readonly value: unknown;
  readonly variant: string | undefined;
  readonly reason: string | undefined;
  readonly flagMetadata: Readonly<Record<string, unknown>>;
}

interface Context {
  readonly [key: string]: string | undefined;
}

/** flagd's own JavaScript engine over a file of flags. */
export class FlagdEngine {
  readonly #core: FlagdCore;

  /**
   * @param schema whether what is not valid by flagd's JSON Schema is refused; otherwise it is taken as it is, as by a flagd
   * @throws when the text cannot be used
   */
  constructor(flags: string, schema: 'strict' | 'lax' = 'strict') {
    const storage = new MemoryStorage(quiet);
    storage.setConfigurations(flags, schema === 'strict');
    this.#core = new FlagdCore(storage, quiet);
  }

  object(flagKey: string, context: Context): FlagdAnswer {
    return answerOf(this.#core.resolveObjectEvaluation(flagKey, {}, defined(context)));
  }

  string(flagKey: string, context: Context): string {
    return this.#core.resolveStringEvaluation(flagKey, '', defined(context)).value;
  }
}

function answerOf(answer: ReturnType<FlagdCore['resolveObjectEvaluation']>): FlagdAnswer {
  const { value, variant, reason, flagMetadata } = answer;
  return { value, variant, reason, flagMetadata };
}

function defined(context: Context): Record<string, string> {
  return Object.fromEntries(
    Object.entries(context).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

function ignore(): void {}
