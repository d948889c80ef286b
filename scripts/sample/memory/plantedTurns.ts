import type { Plant } from '../lib/planted.js';
import { personal, secrets } from '../lib/values.js';

/** A liked answer with something wrong in it that screening must see. */
export interface PlantedTurn {
  readonly theme: string;
  readonly question: string;
  readonly answer: string;
  readonly plants: readonly (Plant & { readonly field: 'question' | 'answer' })[];
}

const flagged =
  'candidate is mined, screening reports the value at its exact span, accepting is blocked';

function inAnswer(kind: string, value: string): PlantedTurn['plants'][number] {
  return { kind, value, expect: flagged, field: 'answer' };
}

export const personalTurns: readonly PlantedTurn[] = [
  {
    theme: 'ci',
    question: 'Whom do I ask when the staging deploy is stuck?',
    answer: `Write to ${personal.name} (${personal.email}): she can restart the deploy agent. Mention the job number, so that she finds the right queue.`,
    plants: [inAnswer('pii-email', personal.email), inAnswer('pii-name', personal.name)],
  },
  {
    theme: 'npm',
    question: 'How do I let the build bot publish to our registry?',
    answer: `Add its account ${personal.emailPlus} as a publisher in the registry settings, and store its token as a CI variable named NPM_TOKEN.`,
    plants: [inAnswer('pii-email', personal.emailPlus)],
  },
  {
    theme: 'sql',
    question: `Why does the login fail for ${personal.emailQuestion} with "account locked"?`,
    answer:
      'An account is locked after five failed attempts. Set the counter back with `UPDATE login SET failed = 0 WHERE user_id = $1`, or wait 15 minutes; then check that the reset mail was sent.',
    plants: [
      { kind: 'pii-email', value: personal.emailQuestion, expect: flagged, field: 'question' },
    ],
  },
  {
    theme: 'shell',
    question: 'Whom do I call when the office VPN is down?',
    answer: `Call the network desk at ${personal.phoneUk}, any time. Before that try \`sudo systemctl restart openvpn-client@office\`, which helps in most cases.`,
    plants: [inAnswer('pii-phone', personal.phoneUk)],
  },
  {
    theme: 'web',
    question: 'Which card number works in our payment sandbox?',
    answer: `Use ${personal.card} with any future date and any code; it is accepted without 3-D Secure. For a declined payment take an amount above 1000.`,
    plants: [inAnswer('pii-card', personal.card)],
  },
  {
    theme: 'node',
    question: 'forge-api does not start: ENOENT no such file .env',
    answer: `The start script reads \`${personal.homeLinux}/.env\`, an absolute path from another machine. Make it relative to the project and copy .env.example to .env.`,
    plants: [inAnswer('pii-home-path', personal.homeLinux)],
  },
  {
    theme: 'git',
    question: 'git push asks for a password inside the build container, how do I avoid that?',
    answer: `Put the token into the remote: \`git remote set-url origin https://build:${secrets.github}@github.com/brightforge/forge-api.git\`. After that push works without a prompt.`,
    plants: [inAnswer('secret-github-token', secrets.github)],
  },
  {
    theme: 'ci',
    question: 'How do I set up the AWS profile for uploading the reports?',
    answer: `Run \`aws configure set aws_access_key_id ${secrets.aws} --profile reports\`, and the same for the secret key; then \`aws s3 sync out/ s3://reports --profile reports\`.`,
    plants: [inAnswer('secret-aws-key', secrets.aws)],
  },
];

const tooShort = 'mined, then dropped by screening as short and uninformative (< 50 characters)';

export const shortTurns: readonly PlantedTurn[] = (
  [
    ['npm', 'Should I commit package-lock.json?', 'Yes.'],
    ['sql', 'What is the default port of Postgres?', 'Port 5432.'],
    ['vscode', 'Which key renames a symbol in VS Code?', 'Press F2.'],
    ['git', 'How do I see the state of my working tree?', 'Run `git status`.'],
  ] as const
).map(([theme, question, answer]) => ({
  theme,
  question,
  answer,
  plants: [{ kind: 'short', value: answer, expect: tooShort, field: 'answer' as const }],
}));

const hostileAnswer = [
  'Never insert it as HTML. A user once sent <script>alert("lumi")</script> and <img src=x onerror="alert(1)">, ',
  'another one [a harmless link](command:workbench.action.terminal.new) and [this](javascript:alert(2)). ',
  'In a terminal \u001b[31mred text\u001b[0m\u001b]0;new title\u0007 does the same harm, and file names can lie: ',
  'invoice_\u202efdp.exe, pay\u200bpal, \ufeffadmin. Escape everything and show control characters as symbols.',
].join('');

export const hostileTurn: PlantedTurn = {
  theme: 'web',
  question: 'How do I show text from users in a webview, for example "<b onclick=alert(0)>hi</b>"?',
  answer: hostileAnswer,
  plants: [
    {
      kind: 'hostile-text',
      value: hostileAnswer,
      expect:
        'mined; shown as plain text everywhere: no HTML, no link, no command, no ANSI, bidi made visible',
      field: 'answer',
    },
  ],
};

/** Personal data that users wrote themselves; nobody liked the answer, so nothing is mined from it. */
export const privateQuestions: readonly PlantedTurn[] = [
  {
    theme: 'web',
    question: `A customer, ${personal.nameUser}, phone ${personal.phoneUser}, cannot pay with card ${personal.cardUser}. What can I check?`,
    answer:
      'Look for the payment id in the provider’s log rather than for personal data, and check the decline code. Please do not paste card numbers here; I have no use for them.',
    plants: [],
  },
  {
    theme: 'node',
    question: `My request with "Authorization: Bearer ${secrets.jwt}" gives 401, why?`,
    answer:
      'Decode the middle part and look at `exp` and `aud`: most often the token has expired or is for another service. Get a new one, since this one is now in a log.',
    plants: [],
  },
  {
    theme: 'sql',
    question: `psql "${secrets.databaseUrl}" hangs from my laptop. Firewall?`,
    answer:
      'Probably: `nc -vz host 5432` tells whether the port can be reached. Change that password, because it is now in this log, and use a `.pgpass` file.',
    plants: [],
  },
  {
    theme: 'shell',
    question: `who maintains the deploy box? ${personal.emailUser} or the number ${personal.phoneUs}?`,
    answer:
      'I do not know who maintains it. The team’s handbook should name a rota and not a person.',
    plants: [],
  },
  {
    theme: 'vscode',
    question: `Error: EPERM: operation not permitted, open '${personal.homeWindows}\\dist\\main.js'`,
    answer:
      'Another program holds the file, often a running dev server or the virus scanner. Stop the server and build again; if it stays, exclude the dist folder from scanning.',
    plants: [],
  },
];

export const privatePlants: readonly (readonly Plant[])[] = [
  [
    ['pii-name', personal.nameUser],
    ['pii-phone', personal.phoneUser],
    ['pii-card', personal.cardUser],
  ],
  [['secret-jwt', secrets.jwt]],
  [['secret-database-url', secrets.databaseUrl]],
  [
    ['pii-email', personal.emailUser],
    ['pii-phone', personal.phoneUs],
  ],
  [['pii-home-path', personal.homeWindows]],
].map((pairs) =>
  pairs.map(([kind, value]) => ({
    kind: kind ?? '',
    value: value ?? '',
    expect: 'no positive signal, so not mined; must not appear in any candidate',
  })),
);
