import { ci } from './ci.js';
import { codelumi } from './codelumi.js';
import { design } from './design.js';
import { docker } from './docker.js';
import { git } from './git.js';
import { gitHistory } from './gitHistory.js';
import { node } from './node.js';
import { npm } from './npm.js';
import { python } from './python.js';
import { regex } from './regex.js';
import { shell } from './shell.js';
import { sql } from './sql.js';
import { testing } from './testing.js';
import type { Topic } from './topic.js';
import { typescript } from './typescript.js';
import { vscode } from './vscode.js';
import { web } from './web.js';

/** Conversations stay within a theme, as they do in life. */
export const themes: readonly (readonly Topic[])[] = [
  git,
  gitHistory,
  npm,
  typescript,
  node,
  vscode,
  docker,
  python,
  sql,
  regex,
  shell,
  testing,
  ci,
  web,
  codelumi,
  design,
];
