import * as z from 'zod';
import { CodelumiError } from '../../core/errors.js';
import { parsedJson } from '../../core/records/parsedJson.js';
import { askForge, type ForgeCall } from './forgeProcess.js';

const issuesSchema = z.array(z.object({ number: z.int().positive(), title: z.string() }));

/** An open issue of that name, or what was said in it. */
export interface ToldIssue {
  /** `opened`: there was none. */
  readonly kind: 'opened' | 'commented';
}

/**
 * Says something in the one open issue of a title, with GitHub's own command line; opens it where there is none.
 * @param body Markdown
 * @throws CodelumiError `not-found` where `gh` is not installed, `git-refused` with what it said where it would not
 */
export async function tellInIssue(
  root: string,
  { title, body }: { readonly title: string; readonly body: string },
): Promise<ToldIssue> {
  const search = `in:title ${JSON.stringify(title)}`;
  const listing = [
    '--state',
    'open',
    '--search',
    search,
    '--limit',
    '50',
    '--json',
    'number,title',
  ];
  const listed = await ask(root, { program: 'gh', args: ['issue', 'list', ...listing] });
  const open = issuesSchema.safeParse(parsedJson(listed)).data ?? [];
  // Its search finds alike titles too.
  const number = open.find((issue) => issue.title === title)?.number;
  const args =
    number === undefined
      ? ['issue', 'create', '--title', title]
      : ['issue', 'comment', String(number)];
  await ask(root, { program: 'gh', args: [...args, '--body-file', '-'], input: body });
  return { kind: number === undefined ? 'opened' : 'commented' };
}

async function ask(root: string, call: ForgeCall): Promise<string> {
  const answer = await askForge(root, call);
  if (answer.kind === 'done') return answer.stdout;
  if (answer.kind === 'absent')
    throw new CodelumiError({
      reason: 'not-found',
      what: 'No issue was written: gh, the command line of GitHub, is not installed',
      remedy: 'Install it, or leave --issue out.',
    });
  throw new CodelumiError({
    reason: 'git-refused',
    what: `No issue was written; gh says: ${answer.message}`,
    remedy: 'Run gh auth status.',
  });
}
