interface Isolation {
  readonly network: 'none' | 'open';
  readonly processes: 'own' | 'all';
  readonly memory: 'limited' | 'unlimited';
}

/** How a training was kept apart, as far as the system could, in one sentence. */
export function isolationWords({ network, processes, memory }: Isolation): string {
  const held = [
    network === 'none' ? 'without a network' : undefined,
    processes === 'own' ? 'apart from other processes' : undefined,
    memory === 'limited' ? 'with limited memory' : undefined,
  ].filter((word) => word !== undefined);
  const missing = [
    network === 'open' ? 'the network' : undefined,
    memory === 'unlimited' ? 'memory' : undefined,
  ].filter((word) => word !== undefined);
  const trained = held.length === 0 ? 'Trained in a process of its own' : `Trained ${listed(held)}`;
  if (missing.length === 0) return `${trained}.`;
  return `${trained}; this system could not keep it from ${listed(missing)}.`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
