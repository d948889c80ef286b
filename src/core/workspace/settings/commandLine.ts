import * as z from 'zod';

/**
 * A program and its arguments, each as it is: no shell reads them. It is run in workspaces that are trusted, and only
 * there.
 */
export function commandLine(meaning: string) {
  return z
    .array(z.string().max(4_000))
    .min(1)
    .max(100)
    .refine(([program]) => program !== undefined && program.trim() !== '', {
      error: 'name a program first, then its arguments: ["node", "tools/harness.mjs"]',
    })
    .optional()
    .describe(meaning);
}

/** How long a program may take, in seconds. */
export function patience(meaning: string, usual: number) {
  return z.number().positive().max(3_600).default(usual).describe(meaning);
}
