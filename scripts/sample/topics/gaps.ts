import type { Topic } from './topic.js';

/**
 * What people ask again and again and the knowledge base cannot answer: the answer here is the
 * evasive one that the assistant gives today. Monitoring should surface these as gaps.
 */
export const gaps: readonly Topic[] = [
  {
    key: 'gap-proxy',
    title: 'CodeLumi behind a company proxy',
    ask: 'How do I use CodeLumi behind a company proxy?',
    also: [
      'codelumi proxy settings',
      'proxy authentication codelumi 407',
      'CodeLumi cannot connect from the office network, proxy?',
      'set http proxy for the assistant',
      'corporate proxy and certificate with codelumi',
      'where do I enter the proxy for CodeLumi',
    ],
    answer:
      'I could not find anything about proxies in my knowledge base. Perhaps look in the settings of your system.',
  },
  {
    key: 'gap-export-chat',
    title: 'Export a conversation',
    ask: 'How do I export a CodeLumi conversation as Markdown?',
    also: [
      'export conversation codelumi',
      'save conversation to file',
      'download conversation history as markdown',
      'share a codelumi conversation with a colleague',
      'copy a whole conversation out of CodeLumi',
      'is there a chat export?',
    ],
    answer: 'I am not sure whether that is possible. You could select the text and copy it.',
  },
  {
    key: 'gap-wsl',
    title: 'Projects inside WSL',
    ask: 'Can CodeLumi open a project that lives inside WSL?',
    also: [
      'codelumi wsl path',
      'CodeLumi does not see files in \\\\wsl$\\Ubuntu',
      'use codelumi with WSL 2',
      'project in linux subsystem is not indexed',
      'wsl workspace support codelumi?',
      'terminal in CodeLumi opens powershell instead of wsl',
    ],
    answer: 'I have no information about WSL. It may work if you map a network drive.',
  },
  {
    key: 'gap-local-model',
    title: 'Use a local model',
    ask: 'Can CodeLumi use a local model on my own machine?',
    also: [
      'codelumi local llm',
      'connect codelumi to a local model, ollama',
      'run a local model instead of the cloud',
      'own model endpoint in CodeLumi',
      'self-hosted model codelumi base url',
      'local model for CodeLumi, how to configure?',
    ],
    answer: 'I do not know of such a setting. Please check the release notes.',
  },
  {
    key: 'gap-team-kb',
    title: 'Share a knowledge base in a team',
    ask: 'How do we share one CodeLumi knowledge base in a team?',
    also: [
      'shared knowledge base for several developers',
      'codelumi team knowledge base',
      'sync training folder between colleagues',
      'two people edit lumi_knowledge.json, merge?',
      'central knowledge base for the team',
      'how can the whole team use my knowledge base',
    ],
    answer: 'That is a good idea, but I have no entry about it. Maybe a shared folder would do.',
  },
  {
    key: 'gap-token-cost',
    title: 'Token usage and cost',
    ask: 'Where can I see how many tokens CodeLumi has used this month?',
    also: [
      'codelumi token usage',
      'cost of my requests',
      'monthly usage report codelumi',
      'how much did CodeLumi spend',
      'limit tokens per day',
      'is there a usage dashboard for tokens?',
    ],
    answer: 'I cannot see usage figures. Your provider may have a page for it.',
  },
  {
    key: 'gap-jupyter',
    title: 'Notebooks',
    ask: 'Does CodeLumi understand Jupyter notebooks?',
    also: [
      'codelumi ipynb support',
      'explain a notebook cell with CodeLumi',
      'jupyter notebook in codelumi shows raw json',
      'run cells from CodeLumi',
      'can the assistant edit my .ipynb',
      'notebook outputs in the context?',
    ],
    answer: 'A notebook is a JSON file, so I can show it as JSON. I have nothing better to offer.',
  },
];
