import * as z from 'zod';
import { commandLine, patience } from './commandLine.js';

/** `validation.prompts`: what is asked of the messages that the assistant sends to the model. */
export const promptsSchema = z
  .strictObject({
    command: commandLine(
      'The program that answers golden prompts as the assistant would, and its arguments; no shell. Left out: our reference.',
    ),
    timeoutSeconds: patience('How long it may take for all prompts together.', 60),
    hits: z
      .int()
      .min(1)
      .max(100)
      .default(3)
      .describe('How many entries of the knowledge base a message may show at most.'),
  })
  .prefault({})
  .describe('The messages of think() and thinkChat(), held against recorded ones.');
