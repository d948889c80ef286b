import { randomUUID } from 'node:crypto';
import {
  Disposable,
  LanguageModelTextPart,
  type LanguageModelTool,
  LanguageModelToolResult,
  lm,
  MarkdownString,
  version,
  workspace,
} from 'vscode';
import type { AgentTool } from '../../core/agents/agentTool.js';
import { AGENT_TOOLS } from '../../core/agents/agentTools.js';
import { printable } from '../../shared/printable.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { requireRoot } from '../workspace/workspaceFolder.js';
import { agentsOffer, OFFER_SETTING } from './offerSetting.js';

/** Of a reason in a question to the user, in characters. */
const SHOWN = 600;

/** Our tools for the editor's language models, while the setting offers them. */
export class AgentTools implements Disposable {
  readonly #jobs: JobRunner;
  readonly #session = randomUUID();
  readonly #listening: Disposable;
  #registered: Disposable | undefined;

  constructor(jobs: JobRunner) {
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
      ? Disposable.from(...AGENT_TOOLS.map((tool) => lm.registerTool(tool.name, this.#tool(tool))))
      : undefined;
  }

  #tool({ name, title, isReadOnly }: AgentTool): LanguageModelTool<object> {
    return {
      invoke: async ({ input }, token) => {
        const agent = { name: 'VS Code', version, session: this.#session };
        const asked = { tool: name, input, agent, readOnly: !workspace.isTrusted };
        const result = await this.#jobs.run('agentTool', asked, requireRoot(), { token });
        return new LanguageModelToolResult([
          new LanguageModelTextPart(JSON.stringify(result, null, 1)),
        ]);
      },
      prepareInvocation: ({ input }) =>
        isReadOnly
          ? { invocationMessage: title }
          : {
              invocationMessage: title,
              confirmationMessages: {
                title: 'Propose a change to a candidate?',
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
  const words = ['It is shown beside the candidate and decides nothing.', ...told];
  const message = new MarkdownString();
  for (const word of words) message.appendText(word).appendMarkdown('\n\n');
  return message;
}
