/** Items without which everything is right. */
export interface Explanation<Item> {
  readonly items: readonly Item[];
  /** Whether every smaller set was tried. Otherwise none of its items can be left out, and there may be a smaller set. */
  readonly isSmallest: boolean;
  /** How often it was asked. */
  readonly asked: number;
}

/** Asks whether all is right without some items. */
type IsRightWithout<Item> = (left: ReadonlySet<Item>) => Promise<boolean>;
type Ask<Item> = (left: readonly Item[]) => Promise<boolean>;

/**
 * The smallest set of items that has to be left out for all to be right. First the likeliest ones that are enough together are
 * looked for by halving, then what of them can be spared (delta debugging, ddmin of Zeller and Hildebrandt 2002). After
 * that smaller sets of all items are tried one by one, as long as there are not too many.
 *
 * @param items those that are likelier to be in it first, so that it is found sooner
 * @param most how many questions may be spent on smaller sets
 * @returns undefined when leaving all of them out is not enough
 */
export async function smallestExplanation<Item>(
  items: readonly Item[],
  isRightWithout: IsRightWithout<Item>,
  most: number,
): Promise<Explanation<Item> | undefined> {
  let asked = 0;
  const ask: Ask<Item> = (left) => {
    asked += 1;
    return isRightWithout(new Set(left));
  };
  if (!(await ask(items))) return undefined;
  const found = await reduce(await shortestStart(items, ask), ask);
  const end = asked + most;
  for (let size = 1; size < found.length; size += 1) {
    if (asked + subsets(items.length, size) > end)
      return { items: found, isSmallest: false, asked };
    for (const left of subsetsOf(items, size))
      if (await ask(left)) return { items: left, isSmallest: true, asked };
  }
  return { items: found, isSmallest: true, asked };
}

/** @returns so many of the first items that leaving these out is enough */
async function shortestStart<Item>(
  items: readonly Item[],
  ask: Ask<Item>,
): Promise<readonly Item[]> {
  let [tooFew, enough] = [0, items.length];
  while (enough - tooFew > 1) {
    const between = Math.floor((tooFew + enough) / 2);
    if (await ask(items.slice(0, between))) enough = between;
    else tooFew = between;
  }
  return items.slice(0, enough);
}

/** @returns part of `items` of which nothing can be spared */
async function reduce<Item>(items: readonly Item[], ask: Ask<Item>): Promise<readonly Item[]> {
  let current = items;
  let parts = 2;
  while (current.length >= 2) {
    const smaller = await firstThatIsEnough(current, parts, ask);
    if (smaller !== undefined) {
      current = smaller.items;
      parts = Math.max(smaller.parts, 2);
    } else if (parts >= current.length) return current;
    else parts = Math.min(2 * parts, current.length);
  }
  return current;
}

/** A part by itself, or all but a part, and in how many parts to go on. */
async function firstThatIsEnough<Item>(
  items: readonly Item[],
  parts: number,
  ask: Ask<Item>,
): Promise<{ readonly items: readonly Item[]; readonly parts: number } | undefined> {
  const ends = Array.from({ length: parts + 1 }, (_, i) => Math.floor((i * items.length) / parts));
  const between = (part: number) => items.slice(ends[part], ends[part + 1]);
  for (let part = 0; part < parts; part += 1)
    if (await ask(between(part))) return { items: between(part), parts: 2 };
  if (parts === 2) return undefined;
  for (let part = 0; part < parts; part += 1) {
    const rest = [...items.slice(0, ends[part]), ...items.slice(ends[part + 1])];
    if (await ask(rest)) return { items: rest, parts: parts - 1 };
  }
  return undefined;
}

/** How many sets of `size` there are of so many items. */
function subsets(items: number, size: number): number {
  let count = 1;
  for (let i = 1; i <= size; i += 1) count = (count * (items - size + i)) / i;
  return Math.round(count);
}

/** Every set of `size` items, those of the first items first. */
function* subsetsOf<Item>(items: readonly Item[], size: number): Generator<Item[]> {
  if (size === 0) yield [];
  for (let last = size - 1; size > 0 && last < items.length; last += 1) {
    const item = items[last] as Item;
    for (const rest of subsetsOf(items.slice(0, last), size - 1)) yield [...rest, item];
  }
}
