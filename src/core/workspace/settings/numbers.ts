import * as z from 'zod';

/** A number of things, 1 or more, of which `usual` is meant where the settings say nothing. */
export function count(meaning: string, usual: number) {
  return z.int().positive().default(usual).describe(meaning);
}

/** A share, 0 to 1. */
export function share(meaning: string, usual: number) {
  return z.number().min(0).max(1).default(usual).describe(meaning);
}

/** A number of things that something takes at least. */
export function least(meaning: string, usual: number) {
  return z.int().min(1).max(100_000).default(usual).describe(meaning);
}
