const dimensionsPerToken = 3;

/**
 * The token→weight object that an old version of the assistant stored with an entry: words, pairs and
 * letter triples, so it is many times larger than the text.
 */
export function embeddingOf(text: string): Record<string, number> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const weights = new Map<string, number>();
  words.forEach((word, index) => {
    add(weights, word, 1);
    add(weights, `${word} ${words[index + 1] ?? ''}`.trim(), 0.5);
    for (let start = 0; start + dimensionsPerToken <= word.length; start++) {
      add(weights, `#${word.slice(start, start + dimensionsPerToken)}`, 0.25);
    }
  });
  const length = Math.sqrt([...weights.values()].reduce((sum, w) => sum + w * w, 0));
  return Object.fromEntries([...weights].map(([key, w]) => [key, round(w / length)]));
}

function add(weights: Map<string, number>, key: string, weight: number): void {
  weights.set(key, (weights.get(key) ?? 0) + weight);
}

function round(value: number): number {
  return Math.round(value * 1e12) / 1e12;
}
