const PLAIN_NAME = /^[\p{L}_][\p{L}\p{Nd}_]*$/u;

/** In back quotes where double quotes would need escapes: patterns stay readable. */
export function quoted(text: string): string {
  const raw = /["\\]/.test(text) && !/[`\p{Cc}\ufffd]/u.test(text);
  return raw ? `\`${text}\`` : JSON.stringify(text).replaceAll('\ufffd', '\\ufffd');
}

/** Loki takes any character for a name; one that could join with its neighbours stands apart. */
export function nameOf(label: string): string {
  return PLAIN_NAME.test(label) ? label : ` ${label} `;
}

/** `-0` with nothing behind it that goes on a duration is one to Loki: `-0x1p4` too begins with it. */
const ZERO_DURATION = /^-0(?![\p{N}nuµmshdwy.])/u;

/** A number with its sign. */
export function signed(text: string): string {
  return ZERO_DURATION.test(text) ? `- ${text.slice(1)}` : text;
}
