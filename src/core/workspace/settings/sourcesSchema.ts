import * as z from 'zod';

/**
 * No absolute path, drive, home folder or `..`: settings that come with a workspace must not read
 * elsewhere. Where the assistant keeps its data in a folder of its own, the user names that folder.
 */
const INSIDE = /^(?![/~]|[A-Za-z]:)(?!(?:[\s\S]*\/)?\.\.(?:\/|$))[^\\]{1,500}$/u;

const sourcePath = z
  .string()
  .regex(
    INSIDE,
    'a source is inside the workspace, written with / and without .. (for userData elsewhere there is --user-data, and codelumi.userDataFolder in the user settings)',
  )
  .meta({ id: 'sourcePath' });

/** One file has one name, so that provenance and cursors know it again: no `./`, no `//`. */
function tidy(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return parts.join('/') || '.';
}

/** One or more paths or patterns; a single one may stand without its list. */
function logs(meaning: string, usual: readonly string[]) {
  const [first = []] = usual;
  return z
    .union([sourcePath, z.array(sourcePath).max(100)], 'write a path, a pattern or a list of them')
    .prefault(usual.length > 1 ? [...usual] : first)
    .describe(meaning)
    .transform((paths): readonly string[] => [paths].flat().map(tidy));
}

/** Whoever is on the way would read everybody's conversations: only a server on this machine goes without TLS. */
const SAFE_URL =
  /^(?:https:\/\/[^\s@/?#]{1,253}|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]{1,5})?)\/?$/u;

const name = z.string().min(1).max(200);

const clickhouse = z
  .strictObject({
    url: z
      .string()
      .regex(
        SAFE_URL,
        'write https://host:port, without user, password or path; http only for this machine',
      )
      .describe('The HTTP interface of the server.'),
    database: name.default('default').describe('The database that holds the table.'),
    table: name.default('codelumi_lines').describe('The table of lines; see docs/scale.md.'),
    username: name.optional().describe('Who reads; left out: the default user.'),
    passwordEnv: z
      .string()
      // Settings that come with a workspace must not send any other secret of the environment away.
      .regex(
        /^CODELUMI_[A-Z0-9_]{1,80}$/u,
        'name an environment variable that begins with CODELUMI_',
      )
      .optional()
      .describe(
        'The environment variable, CODELUMI_…, that holds the password. Never write the password here.',
      ),
  })
  .optional()
  .describe(
    'A table of ClickHouse that holds the logs; the other sources then name logs in it. Left out: logs are files.',
  );

/** Where the logs and the knowledge base are. */
export const sourcesSchema = z
  .strictObject({
    memory: logs("The assistant's conversation log.", ['userData/lumi_memory.jsonl']),
    kbUsage: logs('The log of searches in the knowledge base; there may be none.', [
      'userData/kb_usage.jsonl',
    ]),
    signals: logs('Outputs of signal detectors that are kept in files of their own.', []),
    executor: logs('What the assistant did: its audit files and its action journal.', [
      'userData/audit_*.json',
      'userData/action_journal.jsonl',
    ]),
    learning: logs("The assistant's record of its own learning.", [
      'training/selflearn_audit.jsonl',
    ]),
    threats: logs("The assistant's verdicts on the safety of what it would learn.", [
      'userData/security/validation.jsonl',
    ]),
    staging: logs('What the assistant itself put forward to be learned.', [
      'userData/staging.jsonl',
    ]),
    clickhouse,
    knowledgeBase: sourcePath
      .default('training')
      .describe('The folder with the knowledge base: its *.json and *.jsonl files.')
      .transform(tidy),
  })
  .prefault({})
  .describe(
    'Where the logs are, relative to the workspace: a path, a pattern (*, **, ?), or a list of them.',
  );
