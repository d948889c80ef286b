/** Where repositories live. Forgejo and Codeberg go as Gitea, whose pages they have. */
export const FORGES = ['github', 'gitlab', 'bitbucket', 'gitea'] as const;

export type Forge = (typeof FORGES)[number];

/** A repository on a server, as its remote names it; without user names, passwords and tokens. */
export interface ForgeRepository {
  /** With its port, where the remote was on the web. */
  readonly host: string;
  /** `team/project`, with as many parts as the forge has. */
  readonly path: string;
}

const WEB = /^https?:\/\/(?:[^@/]{1,2000}@)?([\w.:-]{1,255})\/(.{1,1000})$/iu;
const SSH =
  /^(?:ssh|git|git\+ssh):\/\/(?:[^@/]{1,2000}@)?([\w.-]{1,255})(?::\d{1,5})?\/(.{1,1000})$/iu;
/** As scp(1) takes it. A single letter before the colon is a drive of Windows. */
const SCP = /^(?:[^@/:]{1,2000}@)?([\w.-]{2,255}):(?!\/\/)(.{1,1000})$/u;

/** @returns undefined for what is no server's: a folder, say */
export function forgeRepository(remoteUrl: string): ForgeRepository | undefined {
  const found = WEB.exec(remoteUrl) ?? SSH.exec(remoteUrl) ?? SCP.exec(remoteUrl);
  const [, host = '', rest = ''] = found ?? [];
  const path = rest
    .split('/')
    .filter((part) => part !== '')
    .join('/')
    .replace(/\.git$/u, '');
  return host === '' || path === '' ? undefined : { host: host.toLowerCase(), path };
}

/** What a server's name says of it; undefined where it says nothing. */
export function forgeOf({ host }: ForgeRepository): Forge | undefined {
  if (host.includes('codeberg') || host.includes('forgejo')) return 'gitea';
  return FORGES.find((forge) => host.includes(forge));
}

export interface NewPullRequest {
  readonly branch: string;
  /** The branch it leads to. */
  readonly base: string;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

export interface PullRequestPage {
  readonly url: string;
  /** False: the body has to be pasted there. */
  readonly holdsBody: boolean;
}

/** Servers refuse longer addresses (GitHub with 414), and so do browsers and systems' "open". */
const LONGEST_URL = 6_000;

/** The forge's own page for a new pull request, filled in as far as it can be. */
export function newPullRequestPage(
  forge: Forge,
  { host, path }: ForgeRepository,
  request: NewPullRequest,
): PullRequestPage {
  const root = `https://${host}/${path.split('/').map(encodeURIComponent).join('/')}`;
  const filled = PAGES[forge](root, request, { title: request.title, body: request.body });
  if (forge !== 'bitbucket' && filled.length <= LONGEST_URL)
    return { url: filled, holdsBody: true };
  return { url: PAGES[forge](root, request, { title: request.title }), holdsBody: false };
}

type Page = (
  root: string,
  branches: Pick<NewPullRequest, 'branch' | 'base'>,
  text: { readonly title: string; readonly body?: string },
) => string;

const PAGES: Readonly<Record<Forge, Page>> = {
  // https://docs.github.com/en/pull-requests/reference/using-query-parameters-to-create-a-pull-request
  github: comparePage,
  gitlab: (root, { branch, base }, { title, body }) =>
    `${root}/-/merge_requests/new?${query({
      'merge_request[source_branch]': branch,
      'merge_request[target_branch]': base,
      'merge_request[title]': title,
      ...(body === undefined ? {} : { 'merge_request[description]': body }),
    })}`,
  bitbucket: (root, { branch, base }, { title }) =>
    `${root}/pull-requests/new?${query({ source: branch, dest: base, title })}`,
  // Since 1.25 (go-gitea/gitea#34537); older ones open the page and leave it empty.
  gitea: comparePage,
};

function comparePage(
  root: string,
  { branch, base }: Pick<NewPullRequest, 'branch' | 'base'>,
  { title, body }: { readonly title: string; readonly body?: string },
): string {
  const asked = query({
    expand: '1',
    quick_pull: '1',
    title,
    ...(body === undefined ? {} : { body }),
  });
  return `${root}/compare/${inPath(base)}...${inPath(branch)}?${asked}`;
}

/** Branches have slashes, and forges take them as they are. */
function inPath(branch: string): string {
  return branch.split('/').map(encodeURIComponent).join('/');
}

function query(parameters: Readonly<Record<string, string>>): string {
  return new URLSearchParams(parameters).toString();
}
