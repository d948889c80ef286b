import * as z from 'zod/mini';

/**
 * The frame of everything that a page of ours (a webview) and the extension say to each other; what they ask and tell is
 * the page's own (`panelProtocol.ts`, `dashboardProtocol.ts`). Both sides parse what they get with these schemas; a message
 * that does not fit is logged and answered with an error.
 *
 * The page asks, the extension answers each question exactly once (`reply` or `failure`), and the extension tells of
 * changes (`event`). Nothing is sent to the page before it said `ready`.
 */

/** Page to extension. */
export function toHostSchemaOf<Request extends z.core.SomeType>(request: Request) {
  return z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('ready') }),
    z.strictObject({ kind: z.literal('request'), id: z.number(), request }),
    /** A fault in the page, for the extension's log. */
    z.strictObject({ kind: z.literal('fault'), message: z.string() }),
  ]);
}

const errorSchema = z.strictObject({ reason: z.string(), message: z.string() });

/** Extension to page. `result` is parsed with the schema of the request it answers. */
export function toPageSchemaOf<Event extends z.core.SomeType>(event: Event) {
  return z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('reply'),
      id: z.number(),
      ok: z.literal(true),
      result: z.unknown(),
    }),
    z.strictObject({ kind: z.literal('failure'), id: z.number(), error: errorSchema }),
    z.strictObject({ kind: z.literal('event'), event }),
  ]);
}

export type PageError = z.infer<typeof errorSchema>;

/** What a page says; of which requests it asks, its own protocol knows. */
export type SaidByPage<Request> =
  | { readonly kind: 'ready' }
  | { readonly kind: 'request'; readonly id: number; readonly request: Request }
  | { readonly kind: 'fault'; readonly message: string };

/** What is said to a page. */
export type SaidToPage<Event> =
  | { readonly kind: 'reply'; readonly id: number; readonly ok: true; readonly result: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly error: PageError }
  | { readonly kind: 'event'; readonly event: Event };
