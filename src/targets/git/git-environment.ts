type Environment = Readonly<Record<string, string | undefined>>;

/** Whose commits they are where neither the environment nor the options say. */
const WHO = { name: 'signalbox', email: 'signalbox@localhost' };

/**
 * What git is started with: no questions on a terminal, no redirects with a token, texts as they are. A token goes here, because
 * every process of a machine can read arguments. https://git-scm.com/docs/git-config#ENVIRONMENT
 */
export function gitEnvironment(env: Environment, repository: string, token: string | undefined): Environment {
  const settings: readonly (readonly [string, string])[] = [
    ['core.autocrlf', 'false'],
    ['core.hooksPath', '/dev/null'],
    ['core.fsync', 'committed'],
    ['http.followRedirects', 'false'],
    ['gc.auto', '0'],
    ...(token === undefined ? [] : [[`http.${repository}.extraHeader`, authorization(token)] as const]),
  ];
  return {
    GIT_AUTHOR_NAME: WHO.name,
    GIT_AUTHOR_EMAIL: WHO.email,
    GIT_COMMITTER_NAME: WHO.name,
    GIT_COMMITTER_EMAIL: WHO.email,
    GIT_SSH_COMMAND: 'ssh -oBatchMode=yes',
    ...withoutPlaces(env),
    GIT_TERMINAL_PROMPT: '0',
    GIT_LITERAL_PATHSPECS: '1',
    LC_ALL: 'C',
    GIT_CONFIG_COUNT: String(settings.length),
    ...Object.fromEntries(
      settings.flatMap(([key, value], at) => [
        [`GIT_CONFIG_KEY_${at}`, key],
        [`GIT_CONFIG_VALUE_${at}`, value],
      ]),
    ),
  };
}

/** GitHub, GitLab, Gitea and Bitbucket take any user name with a token. */
function authorization(token: string): string {
  return `Authorization: Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`;
}

/** Inside a hook of git these point to the user's own repository. */
const PLACES: ReadonlySet<string> = new Set(['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_OBJECT_DIRECTORY']);

function withoutPlaces(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !PLACES.has(name)));
}
