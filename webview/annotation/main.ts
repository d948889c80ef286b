// The entry of the page on which samples are graded: joins VS Code, the behaviour (`AnnotationSession`) and the screen.
import * as z from 'zod/mini';
import type { FromAnnotation } from '../../src/shared/annotationProtocol.js';
import { messageOf } from '../page/hostLink.js';
import { acquirePageApi } from '../page/pageApi.js';
import { AnnotationApp } from './annotationApp.js';
import { AnnotationSession, type KeptState } from './annotationSession.js';

const keptSchema = z.object({
  sample: z.nullable(z.string()),
  pending: z.nullable(
    z.object({
      sample: z.string(),
      pair: z.string(),
      grade: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
    }),
  ),
});

const api = acquirePageApi<FromAnnotation, KeptState>();
const parsed = keptSchema.safeParse(api.getState());
const session = new AnnotationSession({
  post: (message) => api.postMessage(message),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
  kept: parsed.success ? parsed.data : { sample: null, pending: null },
  keep: (state) => api.setState(state),
});

addEventListener('message', (event) => session.link.receive(event.data));
addEventListener('error', (event) => session.link.fault(event.message));
addEventListener('unhandledrejection', (event) => session.link.fault(messageOf(event.reason)));

customElements.define('cl-annotation', AnnotationApp);
for (const app of document.querySelectorAll<AnnotationApp>('cl-annotation')) app.session = session;
session.start();
