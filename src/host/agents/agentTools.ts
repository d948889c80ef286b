import { randomUUID } from 'node:crypto';
import {
  Disposable,
  LanguageModelTextPart,
  type LanguageModelTool,
  LanguageModelToolResult,
  l10n,
  lm,
  MarkdownString,
  version,
  workspace,
} from 'vscode';
import { PROPOSE_TOOL } from '../../core/agents/proposeTool.js';
import { printable } from '../../shared/printable.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { requireRoot } from '../workspace/workspaceFolder.js';
import { agentsOffer, OFFER_SETTING } from './offerSetting.js';

/** Of a reason in a question to the user, in characters. */
const SHOWN = 600;

/** A tool as package.json contributes it. */
export interface OfferedTool {
  readonly name: string;
  readonly title: string;
}

/** @param manifest of the extension, with its words */
export function toolsOf(manifest: {
  readonly contributes: {
    readonly languageModelTools: readonly { readonly name: string; readonly displayName: string }[];
  };
}): OfferedTool[] {
  return manifest.contributes.languageModelTools.map(({ name, displayName }) => ({
    name,
    title: displayName,
  }));
}

/** Our tools for the editor's language models, while the setting offers them. */
export class AgentTools implements Disposable {
  readonly #tools: readonly OfferedTool[];
  readonly #jobs: () => Promise<Pick<JobRunner, 'run'>>;
  readonly #session = randomUUID();
  readonly #listening: Disposable;
  #registered: Disposable | undefined;

  /** @param jobs asked for with the first use of a tool: tools are offered before anything else is loaded */
  constructor(tools: readonly OfferedTool[], jobs: () => Promise<Pick<JobRunner, 'run'>>) {
    this.#tools = tools;
    this.#jobs = jobs;
    this.#listening = workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(OFFER_SETTING)) this.#follow();
    });
    this.#follow();
  }

  #follow(): void {
    this.#registered?.dispose();
    const { tools } = agentsOffer();
    this.#registered = tools
      ? Disposable.from(...this.#tools.map((tool) => lm.registerTool(tool.name, this.#tool(tool))))
      : undefined;
  }

  #tool({ name, title }: OfferedTool): LanguageModelTool<object> {
    return {
      invoke: async ({ input }, token) => {
        const agent = { name: 'VS Code', version, session: this.#session };
        const asked = { tool: name, input, agent, readOnly: !workspace.isTrusted };
        const jobs = await this.#jobs();
        const result = await jobs.run('agentTool', asked, requireRoot(), { token });
        return new LanguageModelToolResult([
          new LanguageModelTextPart(JSON.stringify(result, null, 1)),
        ]);
      },
      prepareInvocation: ({ input }) =>
        name !== PROPOSE_TOOL
          ? { invocationMessage: title }
          : {
              invocationMessage: title,
              confirmationMessages: {
                title: l10n.t('Propose a change to a candidate?'),
                message: proposalMessage(input),
              },
            },
    };
  }

  dispose(): void {
    this.#listening.dispose();
    this.#registered?.dispose();
  }
}

/** As text: what a model wrote is no Markdown here. */
function proposalMessage(input: object): MarkdownString {
  const told = Object.entries(input).map(
    ([key, value]) => `${key}: ${printable(String(value)).slice(0, SHOWN)}`,
  );
  const words = [l10n.t('It is shown beside the candidate and decides nothing.'), ...told];
  const message = new MarkdownString();
  for (const word of words) message.appendText(word).appendMarkdown('\n\n');
  return message;
}
