import fc from 'fast-check';
import {
  dashboardResults,
  fromDashboardSchema,
  toDashboardSchema,
} from '../../../../src/shared/dashboardProtocol.js';
import type { SaidByPage } from '../../../../src/shared/pageProtocol.js';
import {
  type PanelEvent,
  type PanelRequest,
  resultSchemas,
  toHostSchema,
  toPanelSchema,
} from '../../../../src/shared/panelProtocol.js';
import { HostError, HostLink } from '../../../../webview/page/hostLink.js';
import { FakeTime } from '../../webview/fakeHost.js';
import { torment } from '../torment.js';

const ASKED: readonly PanelRequest[] = [
  { type: 'queue', offset: 0, limit: 10 },
  { type: 'detail', candidate: 'candidate-20261120-0001' },
  { type: 'saveDraft', candidate: 'candidate-20261120-0001', draft: null },
  { type: 'undo' },
  { type: 'filter', change: { kind: 'text', text: 'a' } },
  { type: 'run', command: 'extract' },
];

const EVENTS: readonly PanelEvent[] = [
  { type: 'queueChanged' },
  { type: 'tell', tone: 'done', text: 'x' },
  { type: 'show', candidate: 'c', action: 'accept' },
];

/** Values as `postMessage` brings them over: cycles, prototypes and all. */
const anything = fc.anything({
  maxDepth: 4,
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withNullPrototype: true,
  withSparseArray: true,
});

/** Nearly what one side says: a message with one part exchanged. */
const nearly = fc
  .tuple(
    fc.constantFrom<unknown>(
      ...ASKED.map((request, id) => ({ kind: 'request', id, request })),
      ...EVENTS.map((event) => ({ kind: 'event', event })),
      { kind: 'ready' },
      { kind: 'fault', message: 'x' },
      { kind: 'request', id: 1, request: { type: 'openRows', plot: 'p', at: 0 } },
      ...[1, 2, 3, 4, 5, 6, 99, -1].map((id) => ({ kind: 'reply', id, ok: true, result: null })),
      ...[1, 2, 3, 0.5].map((id) => ({
        kind: 'failure',
        id,
        error: { reason: 'x', message: 'y' },
      })),
    ),
    fc.constantFrom(
      '',
      'kind',
      'id',
      'result',
      'request',
      'event',
      'type',
      'more',
      '__proto__',
      'error',
    ),
    anything,
  )
  .map(([message, key, value]) => changed(message as object, key, value));

function changed(message: object, key: string, value: unknown): unknown {
  if (key === '') return structuredClone(message);
  const copy = { ...message };
  Object.defineProperty(copy, key, { value, enumerable: true, configurable: true });
  return copy;
}

const SCHEMAS = { toHostSchema, toPanelSchema, fromDashboardSchema, toDashboardSchema };

/** Both sides of both pages: whatever comes in, nothing is thrown, and each question is answered at most once. */
export const protocols = torment<readonly unknown[]>({
  name: 'messages between pages and extension',
  cost: 1,
  cases: fc.array(fc.oneof(nearly, nearly, anything), { minLength: 1, maxLength: 12 }),
  prepare: async () => async (messages) => {
    for (const message of messages) parseEverywhere(message);
    return questionsAnswered(messages);
  },
});

function parseEverywhere(message: unknown): void {
  for (const schema of Object.values(SCHEMAS)) {
    const { success, data } = schema.safeParse(message);
    // What was let through says only what the schema knows: saying it again changes nothing.
    if (success && !schema.safeParse(data).success)
      throw new Error('What was let through is refused the second time');
  }
  for (const schema of [...Object.values(resultSchemas), ...Object.values(dashboardResults)])
    schema.safeParse(message);
}

async function questionsAnswered(messages: readonly unknown[]): Promise<number> {
  const time = new FakeTime();
  const posted: SaidByPage<PanelRequest>[] = [];
  const protocol = {
    toPage: toPanelSchema,
    results: resultSchemas,
    unlimited: new Set<string>(['run']),
  };
  const link = new HostLink<PanelRequest, typeof resultSchemas, PanelEvent>(protocol as never, {
    post: (message) => void posted.push(message),
    after: time.after,
    onEvent: () => {},
  });
  let settled = 0;
  const count = () => {
    settled += 1;
  };
  const asked = ASKED.map((request) =>
    link.request(request).then(count, (error: unknown) => {
      if (!(error instanceof HostError)) throw error;
      count();
    }),
  );
  for (const message of messages) link.receive(message);
  time.pass(60_000);
  await Promise.all(asked.slice(0, -1));
  if (settled < ASKED.length - 1 || settled > ASKED.length)
    throw new Error(`${settled} of ${ASKED.length} questions came to an end`);
  return ASKED.length - 1;
}
