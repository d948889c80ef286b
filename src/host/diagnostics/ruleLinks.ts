import { Uri, workspace } from 'vscode';

const ANCHOR = /<a id="([a-z0-9-]{1,60})">/gu;

/** Where the rules are explained: lines of `docs/screening.md`, which comes with the extension. */
export class RuleLinks {
  readonly #guide: Uri;
  /** By rule, from 1. */
  readonly #lines = new Map<string, number>();

  constructor(extensionUri: Uri) {
    this.#guide = Uri.joinPath(extensionUri, 'docs', 'screening.md');
  }

  async load(): Promise<void> {
    const text = Buffer.from(await workspace.fs.readFile(this.#guide)).toString('utf8');
    text.split('\n').forEach((line, index) => {
      for (const [, rule = ''] of line.matchAll(ANCHOR)) this.#lines.set(rule, index + 1);
    });
  }

  /** undefined for rules that the guide does not know. */
  to(rule: string): Uri | undefined {
    const line = this.#lines.get(rule.startsWith('custom-') ? 'custom' : rule);
    return line === undefined ? undefined : this.#guide.with({ fragment: `L${line}` });
  }
}
