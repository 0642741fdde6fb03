import { load } from 'js-yaml';

/** A ruler's API, asked by the test itself. */
export interface RulerAsked {
  /** `https://…/loki/api/v1/rules` */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

type Groups = Readonly<
  Record<string, readonly { readonly name: string; readonly rules: readonly { readonly expr: string }[] }[]>
>;

/** `namespace group` → query. */
export async function rulesOf({ url, headers }: RulerAsked): Promise<Record<string, string | undefined>> {
  const groups = load(await (await fetch(url, { headers })).text()) as Groups; // what the real one answers
  return Object.fromEntries(
    Object.entries(groups).flatMap(([namespace, list]) =>
      list.map(({ name, rules }) => [`${namespace} ${name}`, rules[0]?.expr] as const),
    ),
  );
}

/** Writes a group of one rule, as somebody else would. */
export async function putGroup({ url, headers }: RulerAsked, namespace: string, name: string, query: string): Promise<void> {
  const body = JSON.stringify({ name, rules: [{ record: `a:${name}`, expr: query }] }); // JSON is YAML
  const sent = { method: 'POST', headers: { ...headers, 'content-type': 'application/yaml' }, body };
  const answer = await fetch(`${url}/${encodeURIComponent(namespace)}`, sent);
  if (!answer.ok) throw new Error(`${namespace}: ${answer.status} ${await answer.text()}`);
}
