// What the scripts say: one line for each step, with how long it took.

// What they start writes through pipes and files, so it must be told whether colours will be seen.
process.env[process.stdout.isTTY ? 'FORCE_COLOR' : 'NO_COLOR'] ??= '1';

/**
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} action
 * @returns {Promise<T>}
 */
export async function step(title, action) {
  const started = performance.now();
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
  try {
    const result = await action();
    say(`✔ ${title} (${seconds()})`);
    return result;
  } catch (error) {
    say(`✘ ${title} (${seconds()})`);
    throw error;
  }
}

/** @param {string} text */
export function say(text) {
  process.stdout.write(`${text}\n`);
}

/** A failure that the reader can do something about: shown without a stack. */
export class Trouble extends Error {}

/** @param {unknown} error */
export function explain(error) {
  if (error instanceof Trouble) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/**
 * The last lines of a text: enough to see why something died.
 * @param {string} text
 * @param {number} [lines]
 */
export function tail(text, lines = 25) {
  return text.trimEnd().split('\n').slice(-lines).join('\n');
}
