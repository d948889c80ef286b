import * as z from 'zod';
import { share } from './numbers.js';

/** In UTF-16 code units. */
export const LONGEST_VIEW_NAME = 60;

const view = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(LONGEST_VIEW_NAME)
    .describe('What it is called in the list of views.'),
  // Whether it can be understood is found when it is opened: one wrong view must not stop everything else.
  query: z
    .string()
    .max(1_000)
    .describe(
      'What it shows, such as "status:pending rule:R1 sort:impact"; see docs/filtering.md.',
    ),
});

const reasonCode = z.strictObject({
  code: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,40}$/u)
    .describe('As it stands in decisions: lower-case words with hyphens.'),
  label: z.string().trim().min(1).max(80).describe('What reviewers read.'),
});

/** How people decide: views of the queue, reasons, reservations, overlap. */
export const reviewSchema = z
  .strictObject({
    views: z
      .array(view)
      .max(100)
      .default([])
      .describe('Saved views of the queue; "Save View" adds one.'),
    reasonCodes: z
      .array(reasonCode)
      .max(30)
      .refine((codes) => new Set(codes.map(({ code }) => code)).size === codes.length, {
        error: 'two reasons have one code',
      })
      .default([])
      .describe("The workspace's own reasons for rejecting and flagging, beside the usual ones."),
    reservation: z
      .int()
      .min(1)
      .max(1_440)
      .default(30)
      .describe('Minutes for which a candidate is reserved; while it is open that is renewed.'),
    overlap: share('Share of candidates that two people review without knowing of each other.', 0),
    overlapKey: z
      .string()
      .max(200)
      .default('')
      .describe('Which candidates these are; another key draws others.'),
  })
  .prefault({})
  .describe('How people decide.');

export type SavedView = z.infer<typeof view>;
