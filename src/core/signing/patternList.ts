/**
 * Whether a text fits a list of patterns as OpenSSH writes them (ssh_config(5), PATTERNS): divided by
 * commas, `*` for any characters, `?` for one, and a pattern behind `!` that fits rules the text out.
 * Takes time in proportion to the product of both lengths at most.
 */
export function fitsPatternList(text: string, list: string): boolean {
  let fits = false;
  for (const each of list.split(',')) {
    const isNegated = each.startsWith('!');
    if (!fitsPattern(text, isNegated ? each.slice(1) : each)) continue;
    if (isNegated) return false;
    fits = true;
  }
  return fits;
}

/** Goes back to the last `*` only: what an earlier one takes more, the last one can take as well. */
function fitsPattern(text: string, pattern: string): boolean {
  let at = 0;
  let part = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    if (pattern[part] === '*') {
      star = part;
      part += 1;
      resume = at;
    } else if (pattern[part] === '?' || pattern[part] === text[at]) {
      part += 1;
      at += 1;
    } else if (star >= 0) {
      part = star + 1;
      resume += 1;
      at = resume;
    } else return false;
  }
  while (pattern[part] === '*') part += 1;
  return part === pattern.length;
}
