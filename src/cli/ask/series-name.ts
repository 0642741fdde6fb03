import { printable } from '../printable.ts';

/** As in PromQL: `up{job="shop"}`; without any label the text it was asked by. */
export function seriesName(labels: Readonly<Record<string, string>>, otherwise: string): string {
  const { __name__: name = '', ...rest } = labels;
  const pairs = Object.entries(rest).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return printable(pairs.length === 0 ? name || otherwise : `${name}{${pairs.join(', ')}}`);
}
