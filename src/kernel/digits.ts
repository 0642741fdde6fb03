/** Three digits that matter: `0.0123`, `14.4`. */
export function significant(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** `2.3%`: three digits that matter. */
export function percent(ratio: number): string {
  return `${significant(ratio * 100)}%`;
}
