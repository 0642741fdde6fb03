import { isSecret, type Secret, type SecretReference } from '../kernel/secret.ts';
import { type At, type Field, wrong } from './field.ts';

type Traits = Pick<Field, 'required' | 'since'>;

/** A name of a file or a path: nothing a shell or a server would expand, nothing that leads out. */
const FILE = /^(?!.*(?:^|\/)\.\.(?:\/|$))[\w./-]{1,200}(?<!\/)$/;
const ENV = /^[A-Z_][A-Z0-9_]{0,99}$/;
/** Tokens of Slack, Amazon, GitHub, GitLab, JSON web tokens, and keys in hexadecimal: the value itself where its name belongs. */
const VALUE = /^(?:xox[a-z]-|xapp-|AKIA[A-Z0-9]{12}|gh[pousr]_|glpat-|eyJ[\w-]{10})|^[\da-fA-F]{32,}$/;

/** A secret; compiles to the form that names a file. */
export function secretFile(key: string, traits: Traits = {}): Field {
  return { ...traits, read: (value, at) => readSecret(value, key, at) };
}

/** Where a request goes. */
export function url(key: string, { fallback, ...traits }: Traits & { readonly fallback?: string } = {}): Field {
  return {
    ...traits,
    ...(fallback === undefined ? {} : { fallback: { [key]: fallback } }),
    read: (value, at) => readUrl(value, key, at),
  };
}

/** An address, or a secret where the address itself lets in. `templated`: it may hold `{{ }}`. */
export function secretOrUrl(key: string, { templated, ...traits }: Traits & { readonly templated?: boolean } = {}): Field {
  return {
    ...traits,
    read(value, at) {
      if (isSecret(value)) return readSecret(value, key, at);
      if (!templated || typeof value !== 'string' || !value.includes('{{')) return readUrl(value, key, at);
      at.reading.texts.push({ where: at.path, text: value });
      return { [key]: value };
    },
  };
}

/** A secret Alertmanager can only be told in its configuration, where none of ours ever stands. */
export function noFileForm(instead: string): Field {
  return {
    read(_, { path, kind, reading }) {
      const message = `Alertmanager reads \`${path}\` of ${kind} from no file, so it would stand in the configuration.`;
      reading.problems.push({ code: 'receiver/no-secret-file', message, fix: `leave it out: ${instead}` });
      return {};
    },
  };
}

/** `<key>_file`, with the path; a literal is reported and never quoted. */
export function readSecret(value: unknown, key: string, at: At): Record<string, string> {
  const path = secretPath(value, at);
  return path === undefined ? {} : { [`${key}_file`]: path };
}

/** The path of a secret, once it is known for one. */
export function secretPath(value: unknown, { path, kind, reading }: At): string | undefined {
  const name = path.split('.').at(-1);
  if (!isSecret(value)) {
    reading.problems.push({
      code: 'receiver/secret-literal',
      message: `\`${path}\` of ${kind} is no reference to a secret.`,
      fix: `write ${name}: secret.file('name-of-the-file'); the value itself never stands in a definition`,
    });
    return undefined;
  }
  const problem = referenceProblem(value);
  if (problem !== undefined) {
    const message = `The reference at \`${path}\` of ${kind} ${problem}.`;
    const fix = `name the file it is kept in: ${name}: secret.file('name-of-the-file')`;
    reading.problems.push({ code: 'receiver/secret-reference', message, fix });
    return undefined;
  }
  reading.secrets[path] = value satisfies Secret;
  return reading.file(value);
}

/** Not quoted: it may be the secret. */
function referenceProblem(reference: SecretReference): string | undefined {
  const name: unknown = 'env' in reference ? reference.env : reference.file;
  if (typeof name !== 'string' || name.trim() === '') return 'is empty';
  if (VALUE.test(name)) return 'looks like the secret itself';
  return ('env' in reference ? ENV : FILE).test(name) ? undefined : 'is no name of a file or of a variable';
}

function readUrl(value: unknown, key: string, at: At): Record<string, unknown> {
  if (typeof value === 'string' && /^https?:\/\/[^/]/.test(value) && URL.canParse(value)) return { [key]: value };
  const { path, kind, reading } = at;
  if (typeof value !== 'string') return wrong(value, "'https://host/path'", at);
  reading.problems.push({
    message: `The ${path} of ${kind} is none that begins with http:// or https://.`, // it may be a token: not quoted
    fix: "write 'https://host/path' or secret.file('…')",
  });
  return {};
}
