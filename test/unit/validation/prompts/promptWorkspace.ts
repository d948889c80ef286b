import { resolve } from 'node:path';
import type { JobContext } from '../../../../src/core/job.js';
import { readKnowledgeIndex } from '../../../../src/core/retrieval/readKnowledgeIndex.js';
import {
  checkPrompts,
  type PromptCheck,
} from '../../../../src/core/validation/prompts/checkPrompts.js';
import { readConfig } from '../../../../src/core/workspace/config.js';
import { systemPrograms } from '../../../../src/node/programs/systemPrograms.js';
import { put, text } from '../../support/temporaryWorkspace.js';
import { testContext } from '../../support/testContext.js';

export const THINK = 'training/eval/prompts/think.golden.json';

/** Sends what is recorded, after a change to it: the body of a function of `messages` and `id`. */
export async function harnessThat(root: string, change: string): Promise<void> {
  const script = `
    import { readFileSync, readdirSync } from 'node:fs';
    const { cases } = JSON.parse(readFileSync(0, 'utf8'));
    const folder = 'training/eval/prompts/';
    const recorded = new Map(readdirSync(folder).flatMap((file) =>
      JSON.parse(readFileSync(folder + file, 'utf8')).cases.map((each) =>
        [file.replace('.golden.json', '') + '/' + each.name, each.messages])));
    const change = (messages, id) => { ${change}; return messages; };
    const answer = cases.map(({ id }) => ({ id, messages: change(structuredClone(recorded.get(id)), id) }));
    process.stdout.write(JSON.stringify({ cases: answer }));`;
  await put(root, 'tools/harness.mjs', script);
  await useCommand(root, [process.execPath, 'tools/harness.mjs']);
}

export async function useCommand(
  root: string,
  command: readonly string[],
  more = {},
): Promise<void> {
  const config = { validation: { prompts: { command, ...more } } };
  await put(root, '.codelumi/config.json', JSON.stringify(config));
}

/** As in a trusted workspace. */
export function trusted(root: string): JobContext {
  return { ...testContext(root), programs: systemPrograms(root, resolve('dist')) };
}

export async function checked(context: JobContext): Promise<PromptCheck> {
  const config = await readConfig(context.files);
  const knowledge = await readKnowledgeIndex(context, config.sources.knowledgeBase);
  return checkPrompts(context, config, knowledge);
}

/** Changes a file of golden prompts as somebody would by hand. */
export async function editGolden(
  root: string,
  change: (content: { cases: { messages?: { content: string }[] }[] }) => void,
): Promise<void> {
  const content = JSON.parse(await text(root, THINK));
  change(content);
  await put(root, THINK, JSON.stringify(content, null, 2));
}
