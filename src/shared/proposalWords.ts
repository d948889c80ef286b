/** `proposed by an agent`, `2 proposals by agents`: what stands beside a candidate in lists. */
export function proposalWords(count: number): string {
  return count === 1 ? 'a proposal by an agent' : `${count} proposals by agents`;
}
