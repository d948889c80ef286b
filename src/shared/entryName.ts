import * as z from 'zod/mini';

/** An entry of the knowledge base, or another candidate. */
export const entryNameSchema = z.strictObject({
  where: z.enum(['kb', 'candidate']),
  id: z.string(),
});

export type EntryName = z.infer<typeof entryNameSchema>;
