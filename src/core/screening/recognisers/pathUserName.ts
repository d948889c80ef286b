import type { Match, Recogniser } from '../recogniser.js';
import { Trigger } from '../triggers.js';

/** Where systems keep the folders of their users; what stands behind is somebody's name. */
const HOMES: readonly { readonly home: string; readonly from: RegExp }[] = [
  { home: '/home/', from: /(?:^|[^\p{L}\p{N}_.-])$/u },
  { home: '/Users/', from: /(?:^|[^\p{L}\p{N}_.-]|(?:^|[^\p{L}\p{N}_])\/?[a-z]|[a-z]:)$/iu },
  { home: '\\Users\\', from: /[a-z]:\\?$|\\\\[^\\\s]{1,64}\\[a-z]\$$/iu },
  { home: '\\\\Users\\\\', from: /[a-z]:$/iu },
  { home: '\\Documents and Settings\\', from: /[a-z]:\\?$/iu },
];
const MARKS = new Trigger(HOMES.map(({ home }) => home.toLowerCase()));
const LONGEST_BEFORE = 80;
const NAME = /[\p{L}\p{N}_](?:[\p{L}\p{N}_.@-]| (?=[\p{L}\p{N}_.-]{1,32}[\\/])){0,63}/uy;

/** Accounts that are no person, and what documentation puts in the place of one. */
const NOBODY = new Set(
  (
    'user users username user_name user-name user1 your yourname your_name your-name yourusername your-username your_username ' +
    'youruser your_user your-user you me myname my_name myuser my_user my-user myusername name someone somebody anyone ' +
    'runner runneradmin ubuntu node root app apps admin administrator administrateur public default all shared guest ' +
    'vagrant ec2-user centos debian fedora alpine docker jenkins gitlab gitlab-runner git travis circleci vsts vssadministrator ' +
    'vscode codespace codespaces gitpod jovyan pi dev develop developer devuser test tester testuser test_user example ' +
    'sample demo foo bar baz alice bob johndoe john.doe jdoe janedoe jane.doe build builder buildkite ci cirrus coder ' +
    'container containeradministrator containeruser deploy deployer www www-data nginx apache http postgres mysql redis ' +
    'hadoop spark airflow linuxbrew homebrew nixos nix arch kali opc azureuser cloud-user cloudsdk gcloud core system local ' +
    'service services server host workspace work project projects repo src code bin lib etc var opt tmp temp data media ' +
    'defaultuser0 defaultapppool index about dashboard products product settings page pages login logout profile blog news ' +
    'help contact search assets static images img css js api docs doc home main overview welcome feed account accounts'
  ).split(' '),
);
const message = "The name of somebody's account, in a path to its home folder.";

/** User names in paths: `/home/name`, `/Users/name`, `C:\Users\name`. */
export const pathUserName: Recogniser = {
  rule: 'path-user-name',
  version: 1,
  kind: 'pii',
  severity: 'blocking',
  description: 'The name of an account in a path to its home folder.',
  find(scanned, { profile }) {
    if (!scanned.holds(MARKS)) return [];
    const { text } = scanned;
    const matches: Match[] = [];
    for (const { home, from } of HOMES) {
      for (let at = text.indexOf(home); at >= 0; at = text.indexOf(home, at + home.length)) {
        if (!from.test(text.slice(Math.max(0, at - LONGEST_BEFORE), at))) continue;
        NAME.lastIndex = at + home.length;
        const name = NAME.exec(text)?.[0].replace(/[.@-]{1,64}$/u, '');
        if (name === undefined || NOBODY.has(name.toLowerCase())) continue;
        if (profile === 'code' && isPlaceholder(text, at + home.length, name)) continue;
        const start = at + home.length;
        matches.push({ start, end: start + name.length, score: 0.8, message, placeholder: 'USER' });
      }
    }
    return matches;
  },
};

/** `xxx`, `<name>`, a file rather than a folder, a route of a web site. */
function isPlaceholder(text: string, start: number, name: string): boolean {
  const end = start + name.length;
  if (
    /^(.)\1{1,63}$/u.test(name) ||
    /\.(?:html?|js|ts|tsx|jsx|css|php|md|json|png|svg|vue)$/iu.test(name)
  )
    return true;
  return /^\d+$/u.test(name) || text.startsWith('(', end);
}
