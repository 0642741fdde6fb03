/**
 * What stands on a server may hold secrets that somebody else wrote there, and a diff shows what stands there. Names are those
 * of Prometheus, Alertmanager, Loki, Tempo, the collector and Grafana.
 */
const SECRET_KEY =
  /(?:password|passwd|secret|token|credentials?|api_?key|(?:access|secret)_?key|routing_key|service_key|user_key|auth_identity|authorization|x-api-key|httpheadervalue\d*|api_url|webhook_url|slack_url|dsn)$/i;
const REFERENCE = /^(?:\$\{[^}]*\}|\$__(?:env|file)\{[^}]*\}|<secret>)$/;
/** What the `routing_key` of a collector's balancer may be; that of PagerDuty is a secret. */
const BALANCED_BY = /^(?:traceID|service|resource|metric|streamID|attributes)$/;
const FIELD = /^(\s*(?:- )*["']?([\w.-]+)["']?\s*:\s+)(\S.*?)(,?)$/;
export const MASK = '<masked>';

/** Every word that a secret can be told by, in one look: most texts hold none, and are not read line by line. */
const SUSPICIOUS =
  /passw|secret|token|credential|(?:api|access)_?key|(?:routing|service|user)_key|x-api-key|auth_identity|authorization|headervalue|(?:api|webhook|slack)_url|dsn|:\/\/[^\s/@"']*@|\/\/hooks\.|[?&](?:key|sig)=|(?:bearer|basic)[\s\\]|(?:endpoint|address|host|server)\W{1,6}[^\s/@"':]*:[^\s/@"']*@/i;

/** Whether a text is worth masking, or what it is printed from, as JSON: false is certain. */
export function mayHoldSecrets(text: string): boolean {
  return SUSPICIOUS.test(text);
}

/** A field whose value is never shown; `password_file` names a file, so it may be. */
export function isSecretKey(key: string): boolean {
  return SECRET_KEY.test(key);
}

/** YAML or JSON text with every secret masked, also those of several lines. The number of lines stays. */
export function maskText(text: string): string {
  let hidden = -1; // the indentation of a secret field whose block of lines follows
  const lines = text.split('\n').map((line) => {
    const indent = line.search(/\S/);
    if (hidden >= 0 && (indent > hidden || indent < 0)) return indent < 0 ? line : `${' '.repeat(indent)}${MASK}`;
    hidden = opensSecretBlock(line) ? indent : -1;
    return maskLine(line);
  });
  return lines.join('\n');
}

/** A line with the value of a secret field, the password of a URL and bearer tokens masked. */
export function maskLine(line: string): string {
  const masked = line.replace(FIELD, (whole, head: string, key: string, value: string, tail: string) =>
    isSecretKey(key) && !isHarmless(value) ? `${head}${MASK}${tail}` : whole,
  );
  return maskUrls(masked)
    .replace(HOST_LOGIN, `$1${MASK}@`)
    .replace(/\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${MASK}`);
}

/** What a header `Authorization` holds; prose has words after these. */
const SCHEME = /\b(Bearer|Basic)\s+(?=\S*[\d=])[\w.~+/=-]{6,}/gi;

/** Tokens that say what they are: of GitHub, GitLab, Grafana, Slack, Stripe, AWS, Google and SendGrid, and JSON Web Tokens. */
const TOKEN =
  /(?<![A-Za-z0-9])(?:gh[opsu]_|github_pat_|glpat-|glsa_|glc_|xox[a-z]-|[rs]k_live_|AKIA|AIza|SG\.|(?<![\w-])eyJ[\w-]+\.)[\w.-]{9,}[\w-]/g;
/** `user:password@host`, as addresses without a scheme have it. */
const BARE_LOGIN = /(?<![\w/.-])[\w.-]+:[^\s/@"':]{3,}@(?=\w)/g;
const RUN = /(?<![A-Za-z0-9])[A-Za-z0-9]{24,}/g;
/** Words with a number or two are names. */
const FEWEST_NUMBERS = 4;

/**
 * A sentence that quotes what an author wrote, who may have written a credential into the wrong field: URLs and headers are masked, and what
 * looks like a key, which is long and has numbers among its letters all over. A name that looks like one is masked too: its line is told.
 */
export function maskQuoted(text: string): string {
  return maskUrls(text)
    .replace(SCHEME, `$1 ${MASK}`)
    .replace(TOKEN, MASK)
    .replace(BARE_LOGIN, `${MASK}@`)
    .replace(RUN, (run) => ((run.match(/\d+/g)?.length ?? 0) >= FEWEST_NUMBERS ? MASK : run));
}

/** A login before a host that is written without a scheme: stores take `host:port` alone. */
const HOST_LOGIN = /((?:endpoint|address|host|server)["']?\s*[:=]\s*["']?)[^\s/@"':]*:[^\s/@"']*@/gi;

/** Reads each character once, whatever a server writes: no part of it can begin inside another one. */
const LOGIN = /(?<=\w):\/\/([^\s/@"']*)@/g;

/** URLs without the password, the secret path of a web hook, or the token of a query. */
export function maskUrls(text: string): string {
  return text
    .replace(LOGIN, (whole, login: string) => (login.includes(':') ? `://${MASK}@` : whole))
    .replace(/(https?:\/\/hooks\.[\w.-]+\/)[^\s"']+/g, `$1${MASK}`)
    .replace(/([?&](?:token|key|api_key|secret|sig|access_token)=)[^\s&"']+/gi, `$1${MASK}`);
}

function opensSecretBlock(line: string): boolean {
  const match = FIELD.exec(line);
  return match !== null && isSecretKey(match[2] ?? '') && /^[|>][-+\d]*$/.test(match[3] ?? '');
}

function isHarmless(value: string): boolean {
  const bare = value.replace(/^["']|["']$/g, '');
  return bare === '' || REFERENCE.test(bare) || BALANCED_BY.test(bare) || /^(?:\{\s*\}?|\[\s*\]?|[|>][-+\d]*)$/.test(value);
}
