/** A value that a test feeds: eight digits are more than any threshold is near, and no exponent, which not every parser of series reads. */
export function fed(value: number): string {
  const rounded = Number(value.toPrecision(8));
  const text = String(rounded);
  if (!text.includes('e-')) return text;
  const exponent = Number(text.split('e-')[1]);
  return rounded.toFixed(exponent + 7).replace(/0+$/, '');
}
