import * as z from 'zod/mini';
import { toHostSchemaOf, toPageSchemaOf } from './pageProtocol.js';

/** Everything the page on which samples are graded and the extension say to each other, in the frame of `pageProtocol.ts`. */

const gradeSchema = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]);

/** A pair that waits for a grade. Of its rank and entry nothing is told: who knew them would follow them. */
const shownPairSchema = z.strictObject({
  /** Names the pair; the page chooses no texts. */
  id: z.string(),
  question: z.string(),
  answer: z.string(),
});

const placeSchema = z.strictObject({
  sample: z.string(),
  /** Who grades. */
  annotator: z.string(),
  pairs: z.number(),
  /** How many of them this person graded, and put off until the sample is opened again. */
  graded: z.number(),
  skipped: z.number(),
  /** Lines of the sample that cannot be used. */
  unreadable: z.number(),
  /** null: nothing is left, but for what is skipped. */
  next: z.nullable(shownPairSchema),
});

const agreementSchema = z.strictObject({
  annotators: z.tuple([z.string(), z.string()]),
  /** Pairs that both graded, and the share of them with the same grade. */
  n: z.number(),
  same: z.number(),
  /** Quadratic weights; null where one grade is all that was ever given. */
  kappa: z.nullable(z.number()),
  /** Of 95 %; null where too few pairs say nothing about it. */
  interval: z.nullable(z.tuple([z.number(), z.number()])),
});

const requestSchema = z.discriminatedUnion('type', [
  /** Where this person is; `sample` is what the page showed before VS Code was started again. */
  z.strictObject({ type: z.literal('open'), sample: z.nullable(z.string()) }),
  /** Keeps a grade; of a pair that is graded already the first one stays. */
  z.strictObject({
    type: z.literal('grade'),
    sample: z.string(),
    pair: z.string(),
    grade: gradeSchema,
  }),
  z.strictObject({ type: z.literal('skip'), sample: z.string(), pair: z.string() }),
  /** Takes back this person's last grade of the sample. */
  z.strictObject({ type: z.literal('undo'), sample: z.string() }),
  /** How far people agree. */
  z.strictObject({ type: z.literal('agreement') }),
]);

/** By the type of the request that they answer. */
export const annotationResults = {
  open: placeSchema,
  grade: placeSchema,
  skip: placeSchema,
  undo: z.strictObject({ undone: z.boolean(), place: placeSchema }),
  agreement: z.array(agreementSchema),
} as const;

const eventSchema = z.discriminatedUnion('type', [
  /** Another sample was chosen: ask where it stands. */
  z.strictObject({ type: z.literal('opened') }),
  /** Somebody chose an action in the palette, or by a key of their own. */
  z.strictObject({
    type: z.literal('act'),
    act: z.enum(['0', '1', '2', '3', 'skip', 'undo']),
  }),
]);

/** Page to extension. */
export const fromAnnotationSchema = toHostSchemaOf(requestSchema);

/** Extension to page. */
export const toAnnotationSchema = toPageSchemaOf(eventSchema);

export type ShownGrade = z.infer<typeof gradeSchema>;
export type ShownPlace = z.infer<typeof placeSchema>;
export type ShownAgreement = z.infer<typeof agreementSchema>;
export type AnnotationRequest = z.infer<typeof requestSchema>;
export type AnnotationRequestOf<Type extends AnnotationRequest['type']> = Extract<
  AnnotationRequest,
  { type: Type }
>;
export type AnnotationResultOf<Type extends AnnotationRequest['type']> = z.infer<
  (typeof annotationResults)[Type]
>;
export type AnnotationEvent = z.infer<typeof eventSchema>;
export type AnnotationAct = Extract<AnnotationEvent, { type: 'act' }>['act'];
export type FromAnnotation = z.infer<typeof fromAnnotationSchema>;
