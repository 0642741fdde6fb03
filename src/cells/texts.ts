import type { Artifact } from '../artifacts/kind.ts';

/** Texts by environment and path. */
export type Texts = ReadonlyMap<string, string>;

export function fileOf({ environment, path }: Pick<Artifact, 'environment' | 'path'>): string {
  return `${environment}/${path}`;
}

export function textsOf(artifacts: readonly Artifact[]): Texts {
  return new Map(artifacts.map((one) => [fileOf(one), one.text]));
}

/** As one text: a line that says how long each is, then all of them. JSON would have to be read to its end for one file. */
export function joinedTexts(texts: Texts): string {
  const lengths = [...texts].map(([file, text]) => [file, text.length]);
  return `${JSON.stringify(lengths)}\n${[...texts.values()].join('')}`;
}

export function partedTexts(joined: string): Texts {
  const end = joined.indexOf('\n');
  let from = end + 1;
  const lengths = JSON.parse(joined.slice(0, end)) as [string, number][]; // what `joinedTexts` wrote
  return new Map(
    lengths.map(([file, length]) => {
      const begin = from;
      from += length;
      return [file, joined.slice(begin, from)];
    }),
  );
}
