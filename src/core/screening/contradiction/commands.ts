import { partsOf } from '../text/textParts.js';

/** A command that an answer gives: what is run, and how. */
export interface CommandUse {
  readonly start: number;
  readonly end: number;
  /** `git reset`; with the subcommand where there is one. */
  readonly name: string;
  /** Long flags without values, short ones letter by letter. */
  readonly flags: ReadonlySet<string>;
}

/** A setting with its value, as code has it: `"memory.enabled": false`, `mode: "no-cors"`. */
export interface Assignment {
  readonly start: number;
  readonly end: number;
  readonly key: string;
  readonly value: string;
}

/** Named in the code of an answer: what people would copy. */
export interface CodeFacts {
  readonly commands: readonly CommandUse[];
  readonly assignments: readonly Assignment[];
  readonly files: readonly {
    readonly start: number;
    readonly end: number;
    readonly name: string;
  }[];
}

const LONGEST_TEXT = 8_000;
const WORD = /\S+/gu;
const PREFIX = new Set(['sudo', 'npx', 'exec', 'time', 'nohup', 'env', '$', '>']);
const PROGRAM = /^[a-z][\w.+-]{1,30}$/u;
const SUBCOMMAND = /^[a-z][a-z0-9-]{1,24}$/u;
/** Programs that are told by their first word what to do. */
const WITH_SUBCOMMANDS = new Set(
  `git npm pnpm yarn docker compose podman kubectl helm gh cargo go pip pip3 poetry conda brew apt apt-get dnf yum
  systemctl service aws az gcloud terraform ansible dotnet mvn gradle code codelumi bundle gem rails deno bun nvm`.split(
    /\s+/u,
  ),
);
/** Subcommands that are told by the next word what to do. */
const WITH_ACTIONS = new Set(
  'bisect,builder,buildx,compose,config,container,image,network,plugin,pr,remote,run,s3,stash,submodule,system,volume,workspace,worktree'.split(
    ',',
  ),
);
const KEYWORD =
  /^(?:as|async|await|case|class|const|def|export|for|from|function|if|import|let|new|return|type|var|while|with|the|a|an|in|on|to|select|insert|update|delete)$/iu;
const ASSIGNMENT =
  /(?<![\w.-])["']?([A-Za-z_][\w.-]{1,60})["']?(\s{0,2}:\s{0,2}|=)("[^"\n]{1,80}"|'[^'\n]{1,80}'|-?[\w.@/-]{1,80})/gu;
const FILE =
  /(?<![\w/])(?:[\w.@~-]{1,60}[/\\]){0,8}[\w.@-]{0,60}\.(?:json[lc]?|ya?ml|toml|ini|cfg|conf|env|lock|log|md|[cm]?[jt]s|tsx|jsx|py|rb|go|rs|java|sh|ps1|sql|xml|html?|css|txt|joblib|db|sqlite)(?![\w-])/giu;

/** What the code of an answer names; of a very long one, at its beginning. */
export function codeFactsIn(answer: string): CodeFacts {
  const text = answer.slice(0, LONGEST_TEXT);
  const commands: CommandUse[] = [];
  const assignments: Assignment[] = [];
  for (const { kind, start, end } of partsOf(text)) {
    if (kind === 'prose') continue;
    const code = text.slice(start, end);
    commands.push(...commandsIn(code, start));
    for (const { index, 0: whole, 1: key = '', 2: sign, 3: value = '' } of code.matchAll(
      ASSIGNMENT,
    )) {
      // `a=b` inside a command is an argument of its own, `a:b` is not.
      if (sign === '=' && /^-/u.test(key)) continue;
      assignments.push({
        start: start + index,
        end: start + index + whole.length,
        key: key.toLowerCase(),
        value: value.replaceAll(/["']/gu, '').toLowerCase(),
      });
    }
  }
  const files = Array.from(text.matchAll(FILE), ({ index, 0: name }) => ({
    start: index,
    end: index + name.length,
    name: name.toLowerCase().replaceAll('\\', '/'),
  }));
  return { commands, assignments, files };
}

function commandsIn(code: string, offset: number): CommandUse[] {
  const found: CommandUse[] = [];
  let from = 0;
  for (const { index, 0: joint } of code.matchAll(/\s(?:&&|\|\||[|;])\s|$/gu)) {
    const command = commandIn(code.slice(from, index), offset + from);
    if (command !== undefined) found.push(command);
    from = index + joint.length;
  }
  return found;
}

function commandIn(code: string, offset: number): CommandUse | undefined {
  const words = Array.from(code.matchAll(WORD), ({ 0: word, index }) => ({ word, index }));
  const first = words.findIndex(({ word }) => !PREFIX.has(word));
  const program = words[first];
  if (program === undefined || !PROGRAM.test(program.word) || KEYWORD.test(program.word))
    return undefined;
  const rest = words.slice(first + 1);
  const takesSubcommand = WITH_SUBCOMMANDS.has(program.word);
  const next = rest[0]?.word ?? '';
  const subcommand = takesSubcommand && SUBCOMMAND.test(next) ? next : undefined;
  const flags = new Set(rest.flatMap(({ word }) => flagsOf(word)));
  // One word alone is a name; a program nobody knows needs a flag to be taken for one.
  if (subcommand === undefined && flags.size === 0 && !takesSubcommand) return undefined;
  const action = rest[1]?.word ?? '';
  const takesAction = WITH_ACTIONS.has(subcommand ?? '') && SUBCOMMAND.test(action);
  const name = [program.word, subcommand, takesAction ? action : undefined];
  return {
    start: offset + program.index,
    end: offset + code.trimEnd().length,
    name: name.filter((word) => word !== undefined).join(' '),
    flags,
  };
}

function flagsOf(word: string): string[] {
  const long = /^--([a-z][\w-]{0,60})/iu.exec(word)?.[1];
  if (long !== undefined) return [long];
  const short = /^-([a-z]{1,4})$/iu.exec(word)?.[1];
  return short === undefined ? [] : [...short];
}
