import type { Field } from '../authored/label.ts';
import type { AnyLogs } from '../authored/log.ts';

/** A stream as `logs({ … })` declares it, as far as who writes into it needs it. */
export interface LogSchema extends AnyLogs {
  readonly labels?: Readonly<Record<string, object>>;
  readonly fields?: Readonly<Record<string, Field>>;
  readonly redact?: readonly (string | RegExp)[];
}

type Metadata = Readonly<Record<string, unknown>>;

const MASK = '****';

/** Keys the stream redacts. */
export function redactedKeys({ redact = [] }: LogSchema): readonly string[] {
  return redact.filter((one) => typeof one === 'string');
}

/** What the stream redacts in texts does not leave the process: every match is masked. */
export function textRedactor({ redact = [] }: LogSchema): (text: string) => string {
  const patterns = redact.flatMap((one) =>
    one instanceof RegExp ? [new RegExp(one.source, `g${one.flags.replaceAll(/[gy]/g, '')}`)] : [],
  );
  return (text) => patterns.reduce((all, pattern) => all.replace(pattern, MASK), text);
}

/** Metadata of declared names stands in the line itself, where the stream's labels and fields are read; the rest stays inside. */
export function declaredFields(
  schema: LogSchema,
  metadata: Metadata,
  own: ReadonlySet<string>,
): { declared: Metadata; rest: Metadata } {
  const names = { ...schema.labels, ...schema.fields };
  const isDeclared = (name: string) => Object.hasOwn(names, name) && !own.has(name);
  const entries = Object.entries(metadata);
  return {
    declared: Object.fromEntries(entries.filter(([name]) => isDeclared(name))),
    rest: Object.fromEntries(entries.filter(([name]) => !isDeclared(name))),
  };
}
